/** Any Plotly trace; see the attribute reference of Plotly for its fields. */
export type Trace = Record<string, unknown>;

/** Any Plotly layout. */
export type Layout = Record<string, unknown>;

/** One state of an animated figure: the traces that change and the layout parts that change. */
export interface FigureFrame {
  name: string;
  data: Trace[];
  traces?: number[];
  layout?: Layout;
}

/** A Plotly figure as plain JSON: what JupyterLab draws live and `figureToSvg` draws without a browser. */
export interface Figure {
  data: Trace[];
  layout: Layout;
  frames?: FigureFrame[];
}
