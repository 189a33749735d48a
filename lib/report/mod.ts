/** The words of a notebook: claims, computed prose, figures, tables, progress. @module */
export { type Bound, type Measured } from "./bound.ts";
export { type Budget, budget, budgeted } from "./budget.ts";
export { claim, type ClaimOptions } from "./claim.ts";
export { type Bundle } from "./kernel.ts";
export { type Claim, collectClaims } from "./ledger.ts";
export { ledger } from "./ledger_table.ts";
export { numberText, percent } from "./number_text.ts";
export { type Progress, progress } from "./progress.ts";
export { say } from "./say.ts";
export { show } from "./show.ts";
export { start } from "./start.ts";
export { type Cell, table } from "./table.ts";
