import { expect } from "expect";
import { describe, it } from "node:test";
import type { Component } from "../../lib/vision/components.ts";
import { penned, penWidth } from "../../lib/vision/pen.ts";

/** Strokes of a width and darknesses evenly from one to another, each ten widths long. */
function strokes(count: number, stroke: number, from: number, to = from): Component[] {
  return Array.from({ length: count }, (_, i) => ({
    box: { x: 0, y: 0, width: 10 * stroke, height: stroke },
    runs: new Int32Array(0),
    area: 10 * stroke * stroke,
    stroke,
    darkness: from + (to - from) * i / Math.max(count - 1, 1),
  }));
}

describe("penWidth()", () => {
  const compact = strokes(2, 3, 0.6).map((part) => ({ ...part, box: { ...part.box, height: 12 } }));

  it("is that of compact ink, however much is slim, as streaks of a table are", () => {
    expect(penWidth([...strokes(900, 9, 0.6), ...compact])).toBe(3);
  });

  it("is that of slim ink where there is no other", () => {
    expect(penWidth(strokes(4, 9, 0.6))).toBe(9);
  });
});

describe("penned()", () => {
  const pen = strokes(20, 5, 0.55, 0.65);

  it("leaves out what is much paler, however much of it there is", () => {
    expect(penned([...strokes(900, 1, 0.18, 0.22), ...pen])).toEqual(pen);
    expect(penWidth([...strokes(900, 1, 0.18, 0.22), ...pen])).toBe(5);
  });

  it("keeps all where darknesses go over into each other, or are not far apart", () => {
    for (const others of [strokes(60, 1, 0.05, 0.55), strokes(60, 1, 0.4), []]) {
      expect(penned([...others, ...pen])).toEqual([...others, ...pen]);
    }
    expect(penned([])).toEqual([]);
  });
});
