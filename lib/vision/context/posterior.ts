import { exp, log } from "../../elementary/mod.ts";
import type { Beginning, Searched, Step } from "./search.ts";

/**
 * The share of each step among all texts that the search kept: `exp(forward + score + backward − total)`, where
 * forward is ln of the sum over all ways to where the step starts, and backward over all ways on from where it ends
 * (the forward–backward algorithm, Baum et al. 1970).
 */
export function posteriors({ beginnings, ends }: Searched): ReadonlyMap<Step, number> {
  const forward = new Map<Beginning, number>();
  for (const beginning of beginnings) {
    const { steps, score } = beginning;
    const ways = steps.map((step) => forward.get(step.from)! + step.score);
    forward.set(beginning, steps.length > 0 ? logSum(ways) : score);
  }
  const total = logSum([...ends].map(([end, score]) => forward.get(end)! + score));
  const onwards = new Map<Beginning, number[]>([...ends].map(([end, score]) => [end, [score]]));
  const shares = new Map<Step, number>();
  for (const beginning of [...beginnings].reverse()) {
    const ways = onwards.get(beginning);
    if (!ways) continue;
    const backward = logSum(ways);
    for (const step of beginning.steps) {
      const { from, score } = step;
      const further = onwards.get(from);
      if (further) further.push(score + backward);
      else onwards.set(from, [score + backward]);
      shares.set(step, exp(forward.get(from)! + score + backward - total));
    }
  }
  return shares;
}

/** ln Σ eˣ. */
function logSum(numbers: readonly number[]): number {
  const most = numbers.reduce((most, x) => Math.max(most, x), -Infinity);
  return most + log(numbers.reduce((sum, x) => sum + exp(x - most), 0));
}
