/** Random numbers: the same sequence for a seed, on every engine. @module */
export { Pcg32 } from "./pcg32.ts";
export { Rng } from "./rng.ts";
