/** Runs a notebook's code cells as one module, and prints its claims: `deno run -A claims_of.ts NAME`. */
import { pathToFileURL } from "node:url";
import { type Claim, collectClaims } from "nnr/report";
import { cellsFile, writeCells } from "../../tools/cells.ts";
import { run } from "../../tools/command.ts";
import { environment, program } from "../../tools/paths.ts";

/** What a notebook's cells claimed, and what they threw if they did not end. */
export interface Collected {
  readonly claims: readonly Claim[];
  readonly failure?: string;
}

/** Runs a notebook at the budget `quick`, in a process of its own: a budget holds for a whole process. */
export async function claimsOf(name: string): Promise<Collected> {
  let collected: Collected | undefined;
  const onLine = (line: string): void => {
    if (line.startsWith("{")) collected = JSON.parse(line);
  };
  const env = { ...environment, NNR_BUDGET: "quick", NO_COLOR: "1" };
  const { text } = await run(program("deno"), ["run", "-A", import.meta.filename!, name], { env, onLine });
  return collected ?? { claims: [], failure: text };
}

async function collect(name: string): Promise<Collected> {
  await writeCells(name);
  try {
    return { claims: await collectClaims(() => import(pathToFileURL(cellsFile(name)).href)) };
  } catch (error) {
    const { claims = [], stack } = error as Error & { claims?: readonly Claim[] };
    return { claims, failure: stack ?? String(error) };
  }
}

if (import.meta.main) console.log(JSON.stringify(await collect(Deno.args[0]!)));
