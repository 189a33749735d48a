import { expect } from "expect";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { execute, type KernelName } from "../../tools/execute.ts";
import { marks } from "../../tools/guard.ts";
import { type Notebook, notebookFile, notebookNames } from "../../tools/notebook.ts";
import { inLanes } from "./in_lanes.ts";

/** A notebook under one of the kernels. */
interface Run {
  readonly name: string;
  readonly kernel: KernelName;
}

const kernels: readonly KernelName[] = ["deno", "tslab"];
const runs: readonly Run[] = (await notebookNames()).flatMap((name) => kernels.map((kernel) => ({ name, kernel })));

describe("each notebook under both kernels, at the budget quick", () => {
  let folder: string;
  let executed: Map<Run, Promise<Notebook>>;

  before(async () => {
    folder = await Deno.makeTempDir({ prefix: "nnr-kernels-" });
    executed = inLanes(runs, ({ name, kernel }) => {
      const target = join(folder, kernel, `${name}.ipynb`);
      return execute(notebookFile(name), { kernel, target, env: { NNR_BUDGET: "quick" } });
    });
  });
  after(() => Deno.remove(folder, { recursive: true }));

  for (let i = 0; i < runs.length; i += kernels.length) {
    it(`${runs[i]!.name}: every display arrives, and both ledgers agree to the last bit`, async () => {
      const [deno = [], tslab = []] = await Promise.all(
        runs.slice(i, i + kernels.length).map(async (run) => marks((await executed.get(run))!)),
      );
      expect(deno.at(-1)!.mark.ledger!.length).toBeGreaterThan(0);
      expect(tslab.at(-1)!.mark.ledger).toEqual(deno.at(-1)!.mark.ledger);
      expect(tslab.map(({ cell }) => cell)).toEqual(deno.map(({ cell }) => cell));
    });
  }
});
