import { existsSync } from "node:fs";
import { describe, it } from "node:test";
import { expect } from "expect";
import { multiply, startEngine } from "../../lib/kernels/mod.ts";
import { digests } from "./digest.ts";
import { runInDeno, runInNode } from "./node_script.ts";

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

  for (const [host, run] of [["Deno", runInDeno], ["Node", runInNode]] as const) {
    it(`keep no program from ending: ${host}, with threads that start, work or sleep`, () => {
      // Each ends at another moment in the life of its threads.
      for (const more of ["", "work();", "while (engine.helped === 0) work();\n setTimeout(() => {}, 50);"]) {
        const source = `
          import { multiply, startEngine } from "../../lib/kernels/mod.ts";
          const engine = startEngine({ threads: 3, memory: 64, eager: true });
          const n = 64, [a, b, c] = [0, 1, 2].map(() => engine.memory.take(4 * n * n, "test"));
          const work = () => multiply(engine, { dtype: "float32", a, b, c, m: n, n, k: n });
          work();
          console.log("at work");
          ${more}
        `;
        expect(run(source)).toBe("at work");
      }
    });
  }

  const skip = !existsSync("/usr/bin/taskset") && "no taskset, which keeps a program to one core";
  it("step back where they have to share a core", { skip }, () => {
    const source = `
      import { execFileSync } from "node:child_process";
      import { multiply, startEngine } from "../../lib/kernels/mod.ts";
      const taskset = (...words) => execFileSync("taskset", [...words, String(process.pid)], { encoding: "utf8" });
      const [core] = taskset("-cp").match(/\\d+(?=[-,\\d]*\\s*$)/);
      taskset("-acp", core);
      const engine = startEngine({ threads: 2, memory: 64 });
      const n = 256, [a, b, c] = [0, 1, 2].map(() => engine.memory.take(4 * n * n, "test"));
      const helped = () => {
        const before = engine.helped;
        for (let i = 0; i < 600; i++) multiply(engine, { dtype: "float32", a, b, c, m: n, n, k: n });
        return engine.helped - before;
      };
      const first = helped() + helped();
      // Another program on that core may deceive the threads for a while.
      let later = Infinity;
      for (let i = 0; i < 10 && later >= 200; i++) later = helped();
      console.log(JSON.stringify([first, later]));
    `;
    const [first, later] = JSON.parse(runInNode(source));
    expect(first).toBeGreaterThan(0);
    // Of 2400 parts; threads that never rest do 300 to 800 of them.
    expect(later).toBeLessThan(200);
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

  it("is ready within a tenth of a second, its first product included, in Deno and in Node", () => {
    const source = `
      import { engine, Tensor } from "../../lib/mod.ts";
      const before = process.cpuUsage();
      Tensor.ones([64, 64]).matmul(Tensor.ones([64, 64]));
      const { user, system } = process.cpuUsage(before);
      console.log((user + system) / 1000);
    `;
    // In milliseconds of a core, which other programs do not change.
    for (const run of [runInDeno, runInNode]) expect(Number(run(source))).toBeLessThan(100);
  });

  it("refuses a number of threads that is none", () => {
    for (const threads of [0, 1.5, NaN]) {
      expect(() => startEngine({ memory: 16, threads })).toThrow(
        new RangeError(
          `Cannot share work: the number of threads must be a whole number of at least 1, found ${threads}`,
        ),
      );
    }
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
