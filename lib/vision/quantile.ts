/** The value below which a share of the total weight lies; NaN when there is none. Weights are 1 unless given. */
export function quantile(values: readonly number[], share: number, weights?: readonly number[]): number {
  const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const weight = (i: number): number => weights ? weights[i]! : 1;
  const total = order.reduce((sum, i) => sum + weight(i), 0);
  let below = 0;
  for (const i of order) {
    below += weight(i);
    if (below >= share * total) return values[i]!;
  }
  return NaN;
}
