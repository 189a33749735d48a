/** Refuses what is not a whole number of at least `least`: `Cannot <action>: the <name> must be …, found <value>`. */
export function requireCount(action: string, name: string, value: number, least = 1): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw new RangeError(`Cannot ${action}: the ${name} must be a whole number of at least ${least}, found ${value}`);
}

/** Refuses what is not in [0, 1]. */
export function requireFraction(action: string, name: string, value: number): void {
  if (value >= 0 && value <= 1) return;
  throw new RangeError(`Cannot ${action}: the ${name} must lie in [0, 1], found ${value}`);
}
