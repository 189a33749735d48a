import { type Bound, boundText, type Measured, measuredText, satisfies } from "./bound.ts";
import { type Budget, budget, reaches } from "./budget.ts";
import { type Claim, enter, recording } from "./ledger.ts";
import { escapeHtml } from "./escape.ts";
import { show } from "./show.ts";

/** What a claim takes beside its bound. */
export interface ClaimOptions {
  /** The lowest budget at which it is judged; `quick` unless given. */
  /** The lowest budget at which the bound applies; quick unless given. */
  readonly from?: Budget;
}

/**
 * States something about the run and checks it: shows the measured value beside its bound, and enters both in the ledger.
 *
 * `id` is lower-case words joined by hyphens and unique in the report. Below the budget `from` the value is shown and
 * entered, but not judged.
 *
 * @throws {Error} when the bound is not met, with statement, measured value and bound.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { claim } from "nnr/report";
 *
 * expect(() => claim("sum", "two and two are five", 2 + 2, { equals: 5 }))
 *   .toThrow("Claim sum does not hold: two and two are five: measured 4, must be equal to 5");
 * ```
 */
export function claim(
  id: string,
  statement: string,
  measured: Measured,
  bound: Bound,
  { from = "quick" }: ClaimOptions = {},
): void {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) {
    throw new SyntaxError(`Cannot make the claim "${id}": its id must be lower-case words joined by hyphens`);
  }
  const holds = reaches(from) ? satisfies(measured, bound) : undefined;
  const made: Claim = { id, statement, measured, bound, holds };
  enter(made);
  if (holds === false && !recording()) throw new Error(`Claim ${id} does not hold: ${statement}: ${verdict(made)}`);
  const mark = holds === undefined ? "○" : "✓";
  const words = verdict(made);
  const plain = `${mark} ${id}: ${statement}: ${words}`;
  const html = `<div class="nnr-claim" id="claim-${id}">${mark} <b><a href="#claim-${id}">${id}</a></b> ` +
    `${escapeHtml(statement)} <span class="nnr-measured">${escapeHtml(words)}</span></div>`;
  show({ "text/html": html, "text/plain": plain }, { claim: id });
}

/** `measured 1.2 × 10⁻¹⁶, must be below 1 × 10⁻¹⁴`. */
export function verdict({ measured, bound, holds }: Claim): string {
  const words = `measured ${measuredText(measured)}, must be ${boundText(bound)}`;
  return holds === undefined ? `${words} (not judged at ${budget()})` : words;
}
