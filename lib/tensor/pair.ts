import type { Pair } from "../kernels/mod.ts";

/** One number for down and across, or one for each. */
export type Window = number | readonly [number, number];

/** Down and across, each a whole number of at least `least`. */
export function pair(action: string, name: string, window: Window, least: number): Pair {
  const [down, across] = typeof window === "number" ? [window, window] : window;
  if (Number.isSafeInteger(down) && Number.isSafeInteger(across) && down >= least && across >= least) {
    return [down, across];
  }
  throw new RangeError(
    `Cannot ${action}: the ${name} must be whole numbers of at least ${least}, found ${down} and ${across}`,
  );
}
