import { describe, it } from "node:test";
import { expect } from "expect";
import { multiply, startEngine } from "../../lib/kernels/mod.ts";
import { digests } from "./digest.ts";
import { runInNode } from "./node_script.ts";

describe("threads", () => {
  it("take part in the work", () => {
    const engine = startEngine({ threads: 2, memory: 64, eager: true });
    const n = 256, [a, b, c] = [0, 1, 2].map(() => engine.memory.take(4 * n * n, "test")) as [number, number, number];
    // The thread starts while this one goes on: work is given out until it has done some.
    for (let i = 0; i < 1e5 && engine.helped === 0; i++) multiply(engine, { dtype: "float32", a, b, c, m: n, n, k: n });
    expect(engine.helped).toBeGreaterThan(0);
  });

  it("do not change a bit, whatever their number, in Deno as in Node, which ends by itself", () => {
    const one = digests(1);
    expect(digests(2)).toEqual(one);
    expect(digests(3)).toEqual(one);
    const source = `
      import { digests } from "./digest.ts";
      console.log(JSON.stringify([1, 2, 3].map(digests)));
    `;
    expect(JSON.parse(runInNode(source))).toEqual([one, one, one]);
  });

  it("are at hand again after an interrupt in the middle of a step", () => {
    // Node's vm ends a script as an interrupt of a notebook does: at once, wherever it is, without any finally.
    const source = `
      import vm from "node:vm";
      import { multiply, startEngine } from "../../lib/kernels/mod.ts";
      import { digest } from "./digest.ts";
      const engine = startEngine({ threads: 3, memory: 256, eager: true });
      const mark = engine.memory.mark();
      const wanted = digest(engine);
      const n = 256;
      const [a, b, c] = [0, 1, 2].map(() => engine.memory.take(4 * n * n, "test"));
      globalThis.forever = () => { for (;;) multiply(engine, { dtype: "float32", a, b, c, m: n, n, k: n }); };
      let interrupted = 0;
      for (let i = 0; i < 20; i++) {
        try {
          vm.runInThisContext("forever()", { timeout: 1 + i });
        } catch (error) {
          interrupted += error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT" ? 1 : 0;
        }
        engine.memory.release(mark);
        if (digest(engine) !== wanted) throw new Error("other bits after an interrupt");
      }
      console.log(interrupted);
    `;
    expect(runInNode(source)).toBe("20");
  });
});

describe("startEngine()", () => {
  it("takes the plain build when asked", () => {
    expect(startEngine({ arithmetic: "plain", memory: 16, threads: 1 }).arithmetic).toBe("plain");
  });

  it("refuses a size of memory that is none", () => {
    const source = `
      import { startEngine } from "../../lib/kernels/mod.ts";
      process.env.NNR_MEMORY = "lots";
      try { startEngine(); } catch (error) { console.log(error.name + ": " + error.message); }
      process.env.NNR_MEMORY = "32";
      console.log(startEngine().memory.left < 32 * 2 ** 20);
    `;
    expect(runInNode(source).split("\n")).toEqual([
      "RangeError: Cannot reserve memory: NNR_MEMORY must be a whole number of MiB from 16 to 4095, found lots",
      "true",
    ]);
  });
});
