import { expect } from "expect";
import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { after, before, describe, it } from "node:test";
import { execute, type KernelName } from "../../tools/execute.ts";
import { root } from "../../tools/paths.ts";
import { inLanes } from "../notebooks/in_lanes.ts";

const folder = await Deno.makeTempDir({ prefix: "nnr-execute-" });
const kernels: readonly KernelName[] = ["deno", "tslab"];

/** A notebook of these code cells, and the kernel that executes it. */
interface Case {
  readonly kernel: KernelName;
  readonly sources: readonly string[];
}

const bad = "const found = 3;\nthrow new RangeError(`Cannot go on: found ${found}`);";
const ends: Readonly<Record<KernelName, string>> = {
  deno: "Deno.exit(3);",
  tslab: "(globalThis as unknown as { process: { exit(code: number): void } }).process.exit(3);",
};
const failing = kernels.map((kernel): Case => ({ kernel, sources: ["const a = 1;", bad, "const b = 2;"] }));
const ending = kernels.map((kernel): Case => ({ kernel, sources: ["const a = 1;", ends[kernel]] }));
const silent: Case = { kernel: "deno", sources: ["const a = 1;"] };

/** Executes a case's notebook, and gives the words of the error. */
async function failure({ kernel, sources }: Case): Promise<string> {
  const cells = sources.map((source, i) => ({
    cell_type: "code",
    id: `c${i}`,
    source,
    metadata: {},
    outputs: [],
    execution_count: null,
  }));
  const name = crypto.randomUUID();
  const file = join(folder, `${name}.ipynb`);
  await Deno.writeTextFile(file, JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }));
  const target = join(folder, "executed", `${name}.ipynb`);
  try {
    await execute(file, { kernel, target });
  } catch (error) {
    expect(existsSync(target)).toBe(false);
    return (error as Error).message.replace(relative(root, file), "the notebook");
  }
  throw new Error("It was executed");
}

describe("execute()", () => {
  let failures: Map<Case, Promise<string>>;

  // Kernels mostly wait while they start and end.
  before(() => {
    failures = inLanes([...failing, ...ending, silent], failure);
  });
  after(() => Deno.remove(folder, { recursive: true }));

  for (const [i, kernel] of kernels.entries()) {
    it(`stops at a failing cell with its number, source and error, under ${kernel}`, async () => {
      const message = await failures.get(failing[i]!);
      expect(message).toContain(`the notebook: cell 2 of 3 fails\n\n${bad.replace(/^/gm, "    ")}\n\n`);
      expect(message).toContain("RangeError: Cannot go on: found 3");
    });
  }
  for (const [i, kernel] of kernels.entries()) {
    it(`says that a kernel ended, under ${kernel}`, async () => {
      expect(await failures.get(ending[i]!))
        .toBe(`the notebook: cell 2 of 2 fails\n\n    ${ends[kernel]}\n\nThe kernel ended (not enough memory?)`);
    });
  }
  it("does not take a notebook without its ledger for an executed one", async () => {
    expect(await failures.get(silent)).toBe(
      "the notebook: an output was lost under deno: " +
        "the ledger, which has to come last, did not arrive after display 0 of cell 1; run it again",
    );
  });
});
