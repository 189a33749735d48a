import { describe, it } from "node:test";
import { expect } from "expect";
import fc from "fast-check";
import { Memory } from "../../lib/kernels/memory.ts";

describe("Memory", () => {
  it("gives out the arena in order, and again after a release", () => {
    const memory = new Memory(new ArrayBuffer(4096), 100);
    const first = memory.take(1, "test"), mark = memory.mark(), second = memory.take(100, "test");
    expect([first, second]).toEqual([128, 192]);
    memory.release(mark);
    expect(memory.take(100, "test")).toBe(second);
    expect(memory.left).toBe(4096 - 320);
  });

  it("says how much was asked for, how much is left, and what for", () => {
    const memory = new Memory(new ArrayBuffer(4096), 0);
    memory.keep(64, "make a parameter");
    const message = "Cannot multiply: it needs 5000 bytes, and 4032 of 4096 are left; NNR_MEMORY sets the size in MiB";
    expect(() => memory.take(5000, "multiply")).toThrow(new RangeError(message));
    expect(() => memory.keep(5000, "multiply")).toThrow(new RangeError(message));
    expect(() => memory.take(NaN, "multiply")).toThrow(RangeError);
    expect(memory.take(4032, "multiply")).toBe(0);
  });

  it("refuses to free what is not kept", () => {
    const memory = new Memory(new ArrayBuffer(4096), 0);
    const kept = memory.keep(10, "test");
    memory.free(kept);
    expect(() => memory.free(kept)).toThrow(`Cannot free the memory at ${kept}: none is kept there`);
  });

  it("keeps pieces apart, and has all back when all are freed, in any order", () => {
    const steps = fc.array(fc.record({ keep: fc.boolean(), size: fc.integer({ min: 0, max: 300 }), which: fc.nat() }), {
      maxLength: 60,
    });
    fc.assert(fc.property(steps, (list) => {
      const memory = new Memory(new ArrayBuffer(65536), 0);
      const kept: { at: number; size: number }[] = [];
      for (const { keep, size, which } of list) {
        if (keep || kept.length === 0) {
          const at = memory.keep(size, "test");
          for (const other of kept) expect(at + size <= other.at || other.at + other.size <= at).toBe(true);
          expect(at % 64).toBe(0);
          kept.push({ at, size });
        } else memory.free(kept.splice(which % kept.length, 1)[0]!.at);
      }
      for (const { at } of kept) memory.free(at);
      expect(memory.left).toBe(65536);
    }));
  });
});
