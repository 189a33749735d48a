/**
 * Elementary functions of float64 that give the same bits on every engine.
 *
 * `Math.exp`, `Math.log` and `Math.tanh` differ between versions of V8; additions, products, quotients and square roots
 * do not, and these functions use nothing else.
 * @module
 */
export { atan2 } from "./atan2.ts";
export { cosPi } from "./cos_pi.ts";
export { exp } from "./exp.ts";
export { log } from "./log.ts";
export { sigmoid } from "./sigmoid.ts";
export { tanh } from "./tanh.ts";
