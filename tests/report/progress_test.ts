import { expect } from "expect";
import { describe, it } from "node:test";
import { progress } from "nnr/report";
import { type Display, displaysOf } from "./displays.ts";

/** Runs a cell whose clock stands still, but for the milliseconds that it lets pass. */
async function withClock(cell: (pass: (ms: number) => void) => void): Promise<readonly Display[]> {
  const { performance } = globalThis;
  const now = performance.now;
  let time = 0;
  performance.now = (): number => time;
  try {
    return await displaysOf(() => cell((ms) => time += ms));
  } finally {
    performance.now = now;
  }
}

const texts = (displays: readonly Display[]): unknown[] => displays.map(({ data }) => data["text/plain"]);

describe("progress()", () => {
  it("opens a line and replaces it", async () => {
    const displays = await withClock((pass) => {
      const line = progress();
      line.tell("1 of 2");
      pass(1000);
      line.tell("2 of 2");
      line.done("done");
    });
    expect(texts(displays)).toEqual(["1 of 2", "2 of 2", "done"]);
    expect(displays.map(({ update }) => update)).toEqual([false, true, true]);
    expect(new Set(displays.map(({ transient }) => transient.display_id)).size).toBe(1);
  });

  it("gives each line a display of its own", async () => {
    const displays = await withClock(() => {
      progress().done("one");
      progress().done("two");
    });
    expect(new Set(displays.map(({ transient }) => transient.display_id)).size).toBe(2);
  });

  it("skips what comes within a tenth of a second, but never the end", async () => {
    const displays = await withClock((pass) => {
      const line = progress();
      for (const text of ["a", "b", "c", "d"]) {
        line.tell(text);
        pass(60);
      }
      line.done("end");
    });
    expect(texts(displays)).toEqual(["a", "c", "end"]);
  });

  it("pauses longer as it goes on, so that a computation of twenty seconds is told of to its end", async () => {
    const displays = await withClock((pass) => {
      const line = progress();
      for (let tenth = 0; tenth < 200; tenth++) {
        line.tell(`${tenth}`);
        pass(100);
      }
    });
    expect(displays.length).toBeLessThan(100);
    expect(Number(texts(displays).at(-1))).toBeGreaterThan(190);
  });

  it("sends at most a hundred messages and the end, however long it takes", async () => {
    const displays = await withClock((pass) => {
      const line = progress();
      for (let i = 0; i < 5000; i++) {
        line.tell(`${i}`);
        pass(1000);
      }
      line.done("end");
    });
    expect(displays.length).toBe(101);
    expect(texts(displays).at(-1)).toBe("end");
  });
});
