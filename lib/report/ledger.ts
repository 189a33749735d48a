import type { Bound, Measured } from "./bound.ts";

/** A statement with the value that was measured for it. */
export interface Claim {
  /** Lower-case words joined by hyphens. */
  /** Unique in the report. */
  readonly id: string;
  /** What is said to hold. */
  /** What is claimed, in words. */
  readonly statement: string;
  /** What the run gave. */
  /** What was measured in this run. */
  readonly measured: Measured;
  /** What it must satisfy. */
  /** What the measured value must satisfy. */
  readonly bound: Bound;
  /** Whether the bound was met; undefined where the budget is too small to judge. */
  readonly holds: boolean | undefined;
}

const claims = new Map<string, Claim>();
let listening = false;

/** Notes a claim; a cell that is run again replaces its own. In a test no cell is: there an id that comes twice is an error. */
export function enter(claim: Claim): void {
  if (listening && claims.has(claim.id)) {
    throw new RangeError(`Cannot make the claim ${claim.id} twice: each needs an id of its own`);
  }
  claims.set(claim.id, claim);
}

/** The claims so far, in the order in which they were first made. */
export function entered(): readonly Claim[] {
  return [...claims.values()];
}

/** Whether a test collects the claims: then nothing is shown, and a claim that does not hold does not throw. */
export function recording(): boolean {
  return listening;
}

/**
 * Runs a notebook's cells for a test and gives the claims they made, those that do not hold among them.
 *
 * @throws what the cells throw, with the claims made until then in its `claims` property.
 */
export async function collectClaims(run: () => Promise<unknown>): Promise<readonly Claim[]> {
  claims.clear();
  listening = true;
  try {
    await run();
    return entered();
  } catch (error) {
    throw Object.assign(error instanceof Error ? error : new Error(String(error)), { claims: entered() });
  } finally {
    listening = false;
  }
}
