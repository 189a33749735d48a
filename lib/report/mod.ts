/** The words of a notebook: claims, computed prose, figures, tables, progress. @module */
export { type Bound, type Measured } from "./bound.ts";
export { type Budget, budget, budgeted } from "./budget.ts";
export { claim, type ClaimOptions } from "./claim.ts";
export { figure } from "./figure.ts";
export { heatmap, type HeatmapOptions } from "./heatmap.ts";
export { images, type ImagesOptions } from "./images.ts";
export { type Bundle } from "./kernel.ts";
export { type Claim, collectClaims } from "./ledger.ts";
export { ledger } from "./ledger_table.ts";
export { lines, type LinesOptions, type Series } from "./lines.ts";
export { numberText, percent } from "./number_text.ts";
export { type Picture, type PlotlyFigure, together } from "./picture.ts";
export { COLOURS, plot, type PlotOptions } from "./plot.ts";
export { type Progress, progress } from "./progress.ts";
export { say } from "./say.ts";
export { show } from "./show.ts";
export { start } from "./start.ts";
export { type Cell, table } from "./table.ts";
