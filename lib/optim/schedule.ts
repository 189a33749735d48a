import { cosPi } from "../elementary/mod.ts";
import { requireCount } from "../errors/mod.ts";

/** The learning rate of step t, from 0 on, of a training of so many steps. */
export type Schedule = (t: number, steps: number) => number;

/**
 * η = η₀ γ^⌊t / every⌋: the rate falls by a factor now and then.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { stepDecay } from "nnr";
 *
 * const rate = stepDecay({ rate: 1, factor: 0.5, every: 10 });
 * expect([0, 9, 10, 25].map((t) => rate(t, 30))).toEqual([1, 1, 0.5, 0.25]);
 * ```
 */
export function stepDecay(
  { rate, factor, every }: { readonly rate: number; readonly factor: number; readonly every: number },
): Schedule {
  requireRate(rate);
  requireRate(factor);
  requireCount("make a schedule", "number of steps between decays", every);
  return (t) => {
    let result = rate;
    for (let i = every; i <= t; i += every) result *= factor;
    return result;
  };
}

/**
 * η = b + (a − b) (1 + cos(π t / T)) / 2: from a to b along half a wave. Source: Loshchilov and Hutter 2017, eq. 5.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { cosine } from "nnr";
 *
 * const rate = cosine({ from: 1, to: 0 });
 * expect([0, 50, 100].map((t) => rate(t, 100))).toEqual([1, 0.5, 0]);
 * ```
 */
export function cosine({ from, to = 0 }: { readonly from: number; readonly to?: number }): Schedule {
  requireRate(from);
  requireRate(to);
  return (t, steps) => {
    const share = (1 + cosPi(Math.min(t / steps, 1))) / 2;
    return from * share + to * (1 - share);
  };
}

/**
 * Rises from most / 25 to `most` in the first three tenths of all steps and falls to most / 250 000, each along half a
 * wave. Source: Smith and Topin 2018, with PyTorch's constants.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { oneCycle } from "nnr";
 *
 * const rate = oneCycle({ most: 1 });
 * expect([0, 30].map((t) => rate(t, 100))).toEqual([0.04, 1]);
 * ```
 */
export function oneCycle({ most }: { readonly most: number }): Schedule {
  requireRate(most);
  const rise = cosine({ from: most / 25, to: most });
  const fall = cosine({ from: most, to: most / 250_000 });
  return (t, steps) => {
    const top = 0.3 * steps;
    return t < top ? rise(t, top) : fall(t - top, steps - top);
  };
}

/**
 * Rises in equal parts to the schedule's first rate in `steps` steps, then follows the schedule over the rest.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { cosine, warmUp } from "nnr";
 *
 * const rate = warmUp(4, cosine({ from: 1 }));
 * expect([0, 1, 3, 4, 104].map((t) => rate(t, 104))).toEqual([0.25, 0.5, 1, 1, 0]);
 * ```
 */
export function warmUp(steps: number, schedule: Schedule): Schedule {
  requireCount("make a schedule", "number of steps of the warm-up", steps);
  return (t, all) => {
    // A training may end before it is warm.
    const rest = Math.max(all - steps, 1);
    return t < steps ? schedule(0, rest) * (t + 1) / steps : schedule(t - steps, rest);
  };
}

function requireRate(rate: number): void {
  if (rate >= 0 && rate < Infinity) return;
  throw new RangeError(`Cannot make a schedule: rates and factors must be numbers of at least 0, found ${rate}`);
}
