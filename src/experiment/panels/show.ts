import { saveBeside } from '../figures/save';
import { show, table } from '../notebook';
import type { Runs } from '../runs/load';
import { toFrame } from '../tables';
import { NothingToDraw, type Panel, type PanelOptions, panel } from './panel';
import { type PaperFigure, paperFigure, showSvg } from './paper-figure';
import type { AnyPanelId } from './series';

/**
 * Shows a panel below the cell, the paper's own view with its numbers as a danfo frame, its note under it. Where there is
 * nothing to draw yet it says so in a line and gives undefined, so that a notebook runs before the last run is there.
 * @param save writes figures/<panel>[-<view>].svg and its numbers as .csv when the notebook runner asks for figures
 */
export async function showPanel(
  id: AnyPanelId,
  runs: Runs,
  { save = false, ...options }: PanelOptions & { readonly save?: boolean } = {},
): Promise<Panel | undefined> {
  const made = await orReason(() => panel(id, runs, options));
  if (typeof made === 'string') {
    console.log(made);
    return undefined;
  }
  const name = made.view === 'main' ? id : `${id}-${made.view}`;
  await show(made.figure, save ? { save: name } : {});
  if (save) await saveBeside(name, 'csv', () => made.csv);
  if (made.view === 'main') table(await toFrame(made.grid()), { caption: 'mean ± half of the 95 % interval, by x' });
  if (made.note) console.log(made.note);
  return made;
}

/**
 * Shows a figure of the paper, all its panels in one picture, below the cell, or says in a line that there is nothing to
 * draw yet.
 * @param save writes figures/figure-<n>.svg when the notebook runner asks for figures
 */
export async function showPaperFigure(
  number: PaperFigure,
  runs: Runs,
  { save = false }: { readonly save?: boolean } = {},
): Promise<void> {
  const made = await orReason(async () => ({ svg: await paperFigure(number, runs) }));
  if (typeof made === 'string') {
    console.log(made);
    return;
  }
  showSvg(made.svg, `Fig. ${number}`);
  if (save) await saveBeside(`figure-${number}`, 'svg', () => made.svg);
}

async function orReason<Made>(make: () => Made | Promise<Made>): Promise<Made | string> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof NothingToDraw) return error.message;
    throw error;
  }
}
