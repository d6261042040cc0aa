import { readFileSync } from 'node:fs';
import { sha256 } from '../../support/files';
import { controlStripPx } from './controls';
import { type Box, localBox, pictureBox, widthOfText } from './layout-shim';
import type { Figure, Layout } from './types';

interface PlotlyBrowser {
  newPlot(root: Element, data: unknown, layout: unknown, config: unknown): Promise<Element>;
  purge(root: Element): void;
  Snapshot: { toSVG(root: Element, format: 'svg'): string };
}

interface PlotlyWindow extends Window {
  Plotly: PlotlyBrowser;
  Math: Math;
  eval(source: string): void;
}

export interface SvgSize {
  width: number;
  height: number;
}

const emptyBox: Box = { left: 0, top: 0, right: 0, bottom: 0 };
let loading: Promise<PlotlyWindow> | undefined;
let queue: Promise<unknown> = Promise.resolve();

function asDomRect(box: Box) {
  const { left, top, right, bottom } = box;
  return { x: left, y: top, left, top, right, bottom, width: right - left, height: bottom - top };
}

/** jsdom lays nothing out: what Plotly asks about sizes is answered from estimated text widths. */
function addShims(window: PlotlyWindow): void {
  // biome-ignore lint/suspicious/noExplicitAny: the prototypes of another realm have no types here
  const realm = window as any;
  realm.URL.createObjectURL = () => '';
  realm.HTMLCanvasElement.prototype.getContext = () => null;
  realm.requestAnimationFrame = (callback: (time: number) => void) => setTimeout(() => callback(0), 0);
  realm.cancelAnimationFrame = clearTimeout;
  realm.Element.prototype.getBoundingClientRect = function boundingClientRect(this: Element) {
    return asDomRect(pictureBox(this) ?? emptyBox);
  };
  realm.SVGElement.prototype.getBBox = function boundingBox(this: Element) {
    return asDomRect(localBox(this) ?? emptyBox);
  };
  realm.SVGElement.prototype.getComputedTextLength = function computedTextLength(this: Element) {
    return widthOfText(this);
  };
}

async function loadPlotly(): Promise<PlotlyWindow> {
  const { JSDOM } = await import('jsdom');
  const { window } = new JSDOM('<!DOCTYPE html><body></body>', { runScripts: 'outside-only' });
  const plotlyWindow = window as unknown as PlotlyWindow;
  addShims(plotlyWindow);
  plotlyWindow.eval(readFileSync(require.resolve('plotly.js-dist'), 'utf8'));
  return plotlyWindow;
}

/**
 * Plotly names its clip paths by Math.random of its own window. A sequence that follows from the picture makes them repeat,
 * and keeps the pictures of one page from clipping each other.
 */
function seedRandom(window: PlotlyWindow, picture: string): void {
  let state = Number.parseInt(sha256(picture).slice(0, 8), 16);
  window.Math.random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A static picture cannot be played: buttons and sliders are left out, with the strip they stand in. */
function staticLayout({ layout }: Figure): Layout {
  const { updatemenus, sliders, ...rest } = structuredClone(layout);
  if (!sliders) return rest;
  const margin = rest.margin as { b: number };
  return { ...rest, height: Number(rest.height) - controlStripPx, margin: { ...margin, b: margin.b - controlStripPx } };
}

async function draw(data: unknown, layout: Layout): Promise<string> {
  loading ??= loadPlotly();
  const window = await loading;
  seedRandom(window, JSON.stringify([data, layout]));
  const root = window.document.createElement('div');
  window.document.body.append(root);
  try {
    await window.Plotly.newPlot(root, data, layout, { staticPlot: true });
    return window.Plotly.Snapshot.toSVG(root, 'svg');
  } finally {
    window.Plotly.purge(root);
    root.remove();
  }
}

/**
 * A Plotly figure as SVG text, drawn without a browser; the same figure gives the same bytes on every machine.
 * @param size width and height in px; default: those of the figure's layout, else 640 × 420
 */
export function figureToSvg(figure: Figure, size?: Partial<SvgSize>): Promise<string> {
  const layout = staticLayout(figure);
  const { width = 640, height = 420 } = { ...(layout as Partial<SvgSize>), ...size };
  for (const [name, value] of Object.entries({ width, height })) {
    if (!Number.isFinite(value) || value < 50 || value > 5000) {
      throw new RangeError(`figureToSvg: ${name} is ${value}; it must lie between 50 and 5000 px`);
    }
  }
  const picture = queue.then(() => draw(structuredClone(figure.data), { ...layout, width, height, autosize: false }));
  queue = picture.catch(() => undefined);
  return picture;
}
