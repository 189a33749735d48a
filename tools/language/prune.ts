import { log } from "../../lib/elementary/mod.ts";
import { SYMBOLS } from "../../lib/vision/context/mod.ts";
import type { Gram } from "./count.ts";

/**
 * Takes away the n-grams that the model hardly misses: those without which its relative entropy grows by less than a
 * threshold in nats a symbol (Stolcke 1998, "Entropy-based pruning of backoff language models", eq. 5).
 *
 * What is taken away falls back on the shorter history, `P(c | h) = α(h) P(c | h′)` with
 * `α(h) = (1 − Σ P(c | h)) / (1 − Σ P(c | h′))`, sums over what is kept. With B for α's numerator, taking c away costs
 * `−P(h) {P(c | h) (ln P(c | h′) + ln α̃ − ln P(c | h)) + B (ln α̃ − ln α)}`, α̃ being the α that it leaves.
 */
export function prune(root: Gram, threshold: number): void {
  const total = root.children.reduce((sum, { count }) => sum + count, 0);
  const visit = (history: Gram): void => {
    for (const child of history.children) visit(child);
    if (history === root || history.children.length === 0) return;
    const { children } = history;
    const kept = children.filter(({ count }) => count > 0);
    const backedOff = 1 - sum(kept, probability);
    const below = 1 - sum(kept, lower);
    const share = sum(kept, ({ count }) => count) / total;
    history.children = children.filter((child) => {
      if (child.children.length > 0) return true;
      const [p, q] = [probability(child), lower(child)];
      const logAfter = log((backedOff + p) / (below + q));
      const others = kept.length < SYMBOLS ? backedOff * (logAfter - log(backedOff / below)) : 0;
      return -share * (p * (log(q) + logAfter - log(p)) + others) >= threshold;
    });
  };
  visit(root);
}

function probability(gram: Gram): number {
  return gram.probability;
}

function lower({ suffix }: Gram): number {
  return suffix!.probability;
}

function sum(grams: readonly Gram[], value: (gram: Gram) => number): number {
  return grams.reduce((total, gram) => total + value(gram), 0);
}
