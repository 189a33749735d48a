/** Refuses what is not a whole number of at least `least`: `Cannot <action>: the <name> must be …, found <value>`. */
export function requireCount(action: string, name: string, value: number, least = 1): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw new RangeError(`Cannot ${action}: the ${name} must be a whole number of at least ${least}, found ${value}`);
}
