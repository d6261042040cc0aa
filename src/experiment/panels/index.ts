export { type Panel, type PanelLine, panel, panelViews } from './panel';
export { type PaperFigure, paperFigure, showSvg, writePanels } from './paper-figure';
export { type Reevaluated, type Reevaluation, reevaluate } from './reevaluate';
export { type AnyPanelId, panelIds } from './series';
export { showPanel, showPaperFigure } from './show';
