import { expect } from "expect";
import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { after, describe, it } from "node:test";
import { execute, type KernelName } from "../../tools/execute.ts";
import { root } from "../../tools/paths.ts";

const folder = await Deno.makeTempDir({ prefix: "nnr-execute-" });
const kernels: readonly KernelName[] = ["deno", "tslab"];

/** Executes a notebook of these code cells, and gives the words of the error. */
async function failure(kernel: KernelName, ...sources: readonly string[]): Promise<string> {
  const cells = sources.map((source, i) => ({
    cell_type: "code",
    id: `c${i}`,
    source,
    metadata: {},
    outputs: [],
    execution_count: null,
  }));
  const file = join(folder, `${kernel}.ipynb`);
  await Deno.writeTextFile(file, JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }));
  const target = join(folder, "executed", `${kernel}.ipynb`);
  try {
    await execute(file, { kernel, target });
  } catch (error) {
    expect(existsSync(target)).toBe(false);
    return (error as Error).message.replace(relative(root, file), "the notebook");
  }
  throw new Error("It was executed");
}

describe("execute()", () => {
  after(() => Deno.remove(folder, { recursive: true }));

  for (const kernel of kernels) {
    it(`stops at a failing cell with its number, source and error, under ${kernel}`, async () => {
      const bad = "const found = 3;\nthrow new RangeError(`Cannot go on: found ${found}`);";
      const message = await failure(kernel, "const a = 1;", bad, "const b = 2;");
      expect(message).toContain(`the notebook: cell 2 of 3 fails\n\n${bad.replace(/^/gm, "    ")}\n\n`);
      expect(message).toContain("RangeError: Cannot go on: found 3");
    });
    it(`says that a kernel ended, under ${kernel}`, async () => {
      const end = kernel === "deno"
        ? "Deno.exit(3);"
        : "(globalThis as unknown as { process: { exit(code: number): void } }).process.exit(3);";
      expect(await failure(kernel, "const a = 1;", end))
        .toBe(`the notebook: cell 2 of 2 fails\n\n    ${end}\n\nThe kernel ended (not enough memory?)`);
    });
  }
  it("does not take a notebook without its ledger for an executed one", async () => {
    expect(await failure("deno", "const a = 1;")).toBe(
      "the notebook: an output was lost under deno: " +
        "the ledger, which has to come last, did not arrive after display 0 of cell 1; run it again",
    );
  });
});
