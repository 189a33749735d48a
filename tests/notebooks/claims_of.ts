import process from "node:process";
import { pathToFileURL } from "node:url";
import { type Claim, collectClaims } from "nnr/report";
import { cellsFile, writeCells } from "../../tools/cells.ts";

/** What a notebook's cells claimed, and what they threw if they did not end. */
export interface Collected {
  readonly claims: readonly Claim[];
  readonly failure?: unknown;
}

/** Runs a notebook's code cells as one module at the budget `quick`. */
export async function claimsOf(name: string): Promise<Collected> {
  await writeCells(name);
  const budget = process.env.NNR_BUDGET;
  process.env.NNR_BUDGET = "quick";
  try {
    return { claims: await collectClaims(() => import(pathToFileURL(cellsFile(name)).href)) };
  } catch (failure) {
    return { claims: (failure as { claims?: readonly Claim[] }).claims ?? [], failure };
  } finally {
    if (budget === undefined) delete process.env.NNR_BUDGET;
    else process.env.NNR_BUDGET = budget;
  }
}
