/** Refuses an amount that is no number from 0 to `most`. */
export function requireAmount(name: string, value: number, most: number = Infinity): void {
  if (value >= 0 && value <= most && value < Infinity) return;
  const limit = most === Infinity ? "at least 0" : `from 0 to ${most}`;
  throw new RangeError(`Cannot augment: the ${name} must be a number ${limit}, found ${value}`);
}
