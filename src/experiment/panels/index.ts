export { type Panel, type PanelLine, panel, panelViews } from './panel';
export { type AnyPanelId, panelIds } from './series';
export { showPanel } from './show';
