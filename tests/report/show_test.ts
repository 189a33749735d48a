import { expect } from "expect";
import { describe, it } from "node:test";
import { show } from "nnr/report";
import { displaysOf } from "./displays.ts";

describe("show()", () => {
  it("sends what it is given, with a running number", async () => {
    const displays = await displaysOf(() => {
      show({ "text/plain": "a" });
      show({ "text/html": "<b>b</b>", "text/plain": "b" }, { figure: "b" });
    });
    expect(displays.map(({ data }) => data)).toEqual([
      { "text/plain": "a" },
      { "text/html": "<b>b</b>", "text/plain": "b" },
    ]);
    const [first, second] = displays.map(({ metadata }) => metadata.nnr);
    expect(second).toEqual({ display: Number(first?.display) + 1, figure: "b" });
  });

  it("takes 50 displays of a cell, refuses the 51st, and begins anew with the next cell", async () => {
    const showMany = (count: number): void => {
      for (let i = 0; i < count; i++) show({ "text/plain": String(i) });
    };
    expect((await displaysOf(() => showMany(50))).length).toBe(50);
    const refused = await displaysOf(() => {
      expect(() => showMany(51)).toThrow(
        new RangeError("Cannot show more than 50 displays in one cell: kernels lose what comes faster"),
      );
    });
    expect(refused.length).toBe(50);
    expect((await displaysOf(() => showMany(50))).length).toBe(50);
  });

  it("tells the cells of tslab apart that follow each other without a turn of the event loop", async () => {
    const jupyter = { lastWriteDisplayData: (): void => {} };
    const globals = globalThis as { __tslab__?: object };
    globals.__tslab__ = { require: () => jupyter };
    try {
      for (let cell = 0; cell < 3; cell++) {
        jupyter.lastWriteDisplayData = () => {};
        for (let i = 0; i < 50; i++) show({ "text/plain": String(i) });
      }
      expect(() => show({ "text/plain": "50" })).toThrow("Cannot show more than 50 displays in one cell");
      await new Promise((resolve) => setTimeout(resolve, 0));
    } finally {
      delete globals.__tslab__;
    }
  });

  it("counts each cell for itself", async () => {
    for (let cell = 0; cell < 60; cell++) {
      expect((await displaysOf(() => show({ "text/plain": String(cell) }))).length).toBe(1);
    }
  });

  it("prints the plain text where there is no kernel", () => {
    const lines: unknown[] = [];
    const log = console.log;
    console.log = (line: unknown): number => lines.push(line);
    try {
      show({ "text/html": "<b>x</b>", "text/plain": "x" });
    } finally {
      console.log = log;
    }
    expect(lines).toEqual(["x"]);
  });
});
