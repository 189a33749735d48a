import { expect } from "expect";
import { describe, it } from "node:test";
import { Rng } from "nnr";
import { readingOrder } from "../../lib/vision/columns.ts";
import type { Chain } from "../../lib/vision/lines.ts";

/** Letters of 8 × 10 pixels, 12 from one to the next, from each of some places on at a height. */
function line(y: number, ...starts: readonly number[]): Chain {
  const bodies = starts.flatMap((start) =>
    Array.from({ length: 5 }, (_, i) => ({ parts: [], box: { x: start + 12 * i, y, width: 8, height: 10 } }))
  );
  return { bodies, height: 10, around: 0, axis: { origin: 0, a: y + 5, b: 0, c: 0 } };
}

/** Left and right of a place. */
function cut({ bodies, ...rest }: Chain, at: number): Chain[] {
  return [true, false].map((left) => ({ ...rest, bodies: bodies.filter(({ box }) => box.x < at === left) }));
}

function startsOf(lines: readonly Chain[]): (readonly [x: number, y: number])[] {
  return lines.map(({ bodies: [first] }) => [first!.box.x, first!.box.y]);
}

describe("readingOrder()", () => {
  it("goes from the top down where there is one column, though lines have gaps", () => {
    const lines = [line(40, 10), line(0, 0, 72), line(20, 5, 90)];
    expect(startsOf(readingOrder(lines, cut))).toEqual([[0, 0], [5, 20], [10, 40]]);
  });

  it("reads one column after the other, whether their rows were taken for one line or two", () => {
    const rows = [0, 20, 40, 60];
    const together = rows.map((y) => line(y, 0, 150));
    const apart = rows.flatMap((y) => [line(y, 0), line(y, 150)]);
    for (const lines of [together, apart]) {
      expect(startsOf(readingOrder(lines, cut))).toEqual([0, 150].flatMap((x) => rows.map((y) => [x, y])));
    }
  });

  it("bears more lines than a page has", () => {
    const rng = new Rng(1);
    const lines = Array.from({ length: 1500 }, () => line(rng.integer(1200), rng.integer(1600)));
    const order = readingOrder(lines, cut);
    expect(order.flatMap(({ bodies }) => bodies).length).toBe(5 * lines.length);
  });
});
