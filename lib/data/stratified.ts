import type { Rng } from "../random/mod.ts";

/**
 * Indices of two parts of labelled images: `count` drawn at random, every class in the same proportion, and the others.
 *
 * Class k of n_k images gives ⌊n_k · count / n⌋, and one more where the fraction left over is among the largest.
 */
export function stratified(labels: Uint8Array, count: number, rng: Rng): [number[], number[]] {
  const classes = [...new Set(labels)].sort((a, b) => a - b).map((label) => {
    const members = [...labels.keys()].filter((i) => labels[i] === label);
    const share = members.length * count / labels.length;
    return { members, whole: Math.floor(share), left: share - Math.floor(share) };
  });
  let missing = count - classes.reduce((sum, { whole }) => sum + whole, 0);
  const chosen = new Set<number>();
  for (const { members, whole } of classes.sort((a, b) => b.left - a.left)) {
    const size = whole + (missing-- > 0 ? 1 : 0);
    for (const i of rng.permutation(members.length).slice(0, size)) chosen.add(members[i]!);
  }
  const indices = [...labels.keys()];
  return [indices.filter((i) => chosen.has(i)), indices.filter((i) => !chosen.has(i))];
}
