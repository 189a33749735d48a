/** Pixels, degrees and shares beyond it mean nothing, and would leave float32. */
const MOST = 1e6;

/** Refuses an amount that is no number from 0 to `most`. */
export function requireAmount(name: string, value: number, most: number = MOST): void {
  if (value >= 0 && value <= most) return;
  throw new RangeError(`Cannot augment: the ${name} must be a number from 0 to ${most}, found ${value}`);
}
