import { smallFontSize } from './style';
import type { FigureFrame, Layout } from './types';

/** Height in px of the strip below a figure that holds its play button and slider; a static picture leaves it out. */
export const controlStripPx = 84;

export interface Controls {
  frames: readonly FigureFrame[];
  /** Written before the name of the current frame, for example "slot ". */
  prefix: string;
  frameMs: number;
  /** Height of the plot without its margins, in px. */
  plotHeightPx: number;
  /** Margin below the plot without the strip, in px. */
  bottomPx: number;
}

function button(label: string, args: unknown[]): Layout {
  return { label, method: 'animate', args };
}

/** Play, pause and a slider over the frames, as parts of a layout. */
export function animationControls({ frames, prefix, frameMs, plotHeightPx, bottomPx }: Controls): Layout {
  const timing = { frame: { duration: frameMs, redraw: true }, transition: { duration: 0 } };
  const y = -(bottomPx + 8) / plotHeightPx;
  const steps = frames.map(({ name }) =>
    button(name, [[name], { mode: 'immediate', frame: { duration: 0, redraw: true }, transition: { duration: 0 } }]),
  );
  const buttons = [
    button('▶', [null, { ...timing, fromcurrent: true }]),
    button('❚❚', [[null], { mode: 'immediate', frame: { duration: 0, redraw: false } }]),
  ];
  const menu = {
    type: 'buttons',
    direction: 'left',
    showactive: false,
    x: 0,
    xanchor: 'left',
    y,
    yanchor: 'top',
    buttons,
  };
  const slider = {
    active: 0,
    x: 0.18,
    len: 0.82,
    y: y + 12 / plotHeightPx,
    yanchor: 'top',
    pad: { t: 0, b: 0 },
    currentvalue: { prefix, xanchor: 'left', font: { size: smallFontSize } },
    font: { size: smallFontSize },
    steps,
  };
  return { updatemenus: [menu], sliders: [slider] };
}
