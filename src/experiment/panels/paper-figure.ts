import { join } from 'node:path';
import { writeFileAtomic } from '../../support/files';
import { projectFile } from '../../support/root';
import { displayBundle } from '../display';
import { composeSvg } from '../figures/compose';
import { figureToSvg } from '../figures/svg';
import type { Runs } from '../runs/load';
import { NothingToDraw, type Panel, panel, panelViews } from './panel';
import { type AnyPanelId, panelIds } from './series';

export type PaperFigure = 2 | 3 | 4 | 5 | 6 | 7;

const panelsOf = (figure: PaperFigure): AnyPanelId[] => panelIds.filter((id) => id.startsWith(String(figure)));

/** Whether a view has anything to draw yet. */
function attempt(id: AnyPanelId, runs: Runs, view: string): Panel | undefined {
  try {
    return panel(id, runs, { view });
  } catch (error) {
    if (error instanceof NothingToDraw) return undefined;
    throw error;
  }
}

/**
 * A figure of the paper as one SVG, its panels side by side as they are there.
 * @throws NothingToDraw if none of its panels can be drawn yet
 */
export async function paperFigure(figure: PaperFigure, runs: Runs): Promise<string> {
  const found = panelsOf(figure).flatMap((id) => attempt(id, runs, 'main') ?? []);
  if (found.length === 0) throw new NothingToDraw(`figure ${figure}: there is nothing to draw yet`);
  const svgs: string[] = [];
  for (const { figure: drawn } of found) svgs.push(await figureToSvg(drawn));
  return composeSvg(svgs);
}

/** Shows an SVG below the cell. */
export function showSvg(svg: string, name: string): void {
  displayBundle({ 'image/svg+xml': svg, 'text/plain': `figure: ${name}` });
}

/**
 * Writes every view of every panel as `<panel>[-<view>].svg`, Figs. 2 to 7 as `figure-<n>.svg`, and the numbers of each
 * view as CSV; what has nothing to draw yet is left out.
 * @returns the names of the pictures
 */
export async function writePanels(
  runs: Runs,
  folders = { figures: projectFile('figures'), tables: projectFile('build', runs.profile, 'panels') },
): Promise<string[]> {
  const written: string[] = [];
  const write = (name: string, svg: string) => {
    writeFileAtomic(join(folders.figures, `${name}.svg`), `${svg}\n`);
    written.push(name);
  };
  for (const id of panelIds)
    for (const view of panelViews(id)) {
      const found = attempt(id, runs, view);
      if (!found) continue;
      const name = view === 'main' ? id : `${id}-${view}`;
      write(name, await figureToSvg(found.figure));
      writeFileAtomic(join(folders.tables, `${name}.csv`), found.csv);
    }
  for (const figure of [2, 3, 4, 5, 6, 7] as const)
    if (panelsOf(figure).some((id) => attempt(id, runs, 'main')))
      write(`figure-${figure}`, await paperFigure(figure, runs));
  return written;
}
