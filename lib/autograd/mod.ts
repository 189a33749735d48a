/** Gradients without a pen: parameters, the way back through what was computed, and a check of it. @module */
export { backward } from "./backward.ts";
export { gradcheck, type GradcheckOptions } from "./gradcheck.ts";
export { noGrad } from "./no_grad.ts";
export { type Named } from "./named.ts";
export { Parameter } from "./parameter.ts";
