import { SYMBOLS } from "../../lib/vision/context/mod.ts";
import type { Gram } from "./count.ts";

/**
 * Estimates every n-gram's probability: `P(c | h) = (N(h c) + T(h) P(c | h′)) / (N(h) + T(h))`, where h′ is h without
 * its first symbol, N(h) says how often anything followed h, and T(h) how many different symbols did; below the single
 * symbols stands the uniform distribution (Witten and Bell 1991, method C; interpolated as in Chen and Goodman 1998).
 *
 * Not Kneser and Ney's (1995): their lower orders count histories, not symbols, and what is pruned falls back on them
 * (Chelba et al. 2010 measure the harm); and their discounts come from numbers of n-grams seen once and twice, which
 * word lists weighted by Zipf's law do not have.
 */
export function estimate(root: Gram): void {
  // Breadth first: an n-gram's suffix is shorter than it.
  const queue = [root];
  for (const { children } of queue) {
    const total = children.reduce((sum, { count }) => sum + count, 0);
    const kinds = children.filter(({ count }) => count > 0).length;
    for (const child of children) {
      const lower = child.suffix?.probability ?? 1 / SYMBOLS;
      child.probability = (child.count + kinds * lower) / (total + kinds);
      if (child.children.length > 0) queue.push(child);
    }
  }
}
