import { show } from '../notebook';
import type { Runs } from '../runs/load';
import { type Panel, type PanelOptions, panel } from './panel';
import type { AnyPanelId } from './series';

/**
 * Shows a panel below the cell, its note under it. Where there is nothing to draw yet it says so in a line and gives
 * undefined, so that a notebook runs before the last run is there.
 * @param save writes figures/<panel>[-<view>].svg when the notebook runner asks for figures
 */
export async function showPanel(
  id: AnyPanelId,
  runs: Runs,
  { save = false, ...options }: PanelOptions & { readonly save?: boolean } = {},
): Promise<Panel | undefined> {
  const made = panelOrReason(id, runs, options);
  if (typeof made === 'string') {
    console.log(made);
    return undefined;
  }
  const name = made.view === 'main' ? id : `${id}-${made.view}`;
  await show(made.figure, save ? { save: name } : {});
  if (made.note) console.log(made.note);
  return made;
}

function panelOrReason(id: AnyPanelId, runs: Runs, options: PanelOptions): Panel | string {
  try {
    return panel(id, runs, options);
  } catch (error) {
    if (error instanceof RangeError && error.message.includes('nothing to draw')) return error.message;
    throw error;
  }
}
