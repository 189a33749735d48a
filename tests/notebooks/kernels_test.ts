import { expect } from "expect";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { execute, type KernelName } from "../../tools/execute.ts";
import { marks } from "../../tools/guard.ts";
import { type Notebook, notebookFile, notebookNames } from "../../tools/notebook.ts";

const names = await notebookNames();
const folder = await Deno.makeTempDir({ prefix: "nnr-kernels-" });

function executed(name: string, kernel: KernelName): Promise<Notebook> {
  return execute(notebookFile(name), {
    kernel,
    target: join(folder, kernel, `${name}.ipynb`),
    env: { NNR_BUDGET: "quick" },
  });
}

describe("each notebook under both kernels, at the budget quick", () => {
  after(() => Deno.remove(folder, { recursive: true }));

  for (const name of names) {
    it(`${name}: every display arrives, and both ledgers agree to the last bit`, async () => {
      const [deno, tslab] = await Promise.all([executed(name, "deno"), executed(name, "tslab")]);
      const [a, b] = [marks(deno), marks(tslab)];
      expect(a.at(-1)!.mark.ledger!.length).toBeGreaterThan(0);
      expect(b.at(-1)!.mark.ledger).toEqual(a.at(-1)!.mark.ledger);
      expect(b.map(({ cell }) => cell)).toEqual(a.map(({ cell }) => cell));
    });
  }
});
