import { expect } from "expect";
import { describe, it } from "node:test";
import { Rng } from "nnr";
import { FORMS, LOWER_CASE } from "../../../lib/data/glyphs/forms.ts";
import { drawnHand } from "../../../lib/data/glyphs/hand.ts";
import { writeForm } from "../../../lib/data/glyphs/strokes.ts";

const STIFF = { shift: 0, bend: 0, round: 0 };
const forms = Object.entries(FORMS).flatMap(([character, some]) =>
  some.map(([often, form]) => ({ character, often, form }))
);

/** Where the middle of a stroke's ribbon begins and ends. */
function ends(ribbon: readonly Float64Array[]): number[] {
  const side = ([x0, y0, , , , , x3, y3]: Float64Array): number[] => [(x0! + x3!) / 2, (y0! + y3!) / 2];
  const far = ([, , x1, y1, x2, y2]: Float64Array): number[] => [(x1! + x2!) / 2, (y1! + y2!) / 2];
  return [...side(ribbon[0]!), ...far(ribbon.at(-1)!)].map((value) => Math.round(value) + 0);
}

describe("FORMS", () => {
  it("has forms for every class, each of points on the grid, met now and then", () => {
    expect(Object.keys(FORMS).sort().join("")).toBe("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    for (const { form, often } of forms) {
      expect(form).toMatch(/^~?[0-7][0-8]( [0-7][0-8])+( \/ ~?[0-7][0-8]( [0-7][0-8])+)*$/);
      expect(often).toBeGreaterThan(0);
    }
    expect(new Set(forms.map(({ character, form }) => character + form)).size).toBe(forms.length);
  });

  it("takes no more than half of the writers to write a capital small", () => {
    for (const [letter, share] of Object.entries(LOWER_CASE)) {
      expect(FORMS[letter]).toBeDefined();
      expect(share).toBeLessThanOrEqual(0.5);
    }
  });
});

describe("writeForm()", () => {
  it("goes from the first point of a stroke to its last, straight or smooth", () => {
    for (const form of ["08 30 68", "~61 40 12 04 16 38 67", "~08 00 00 68 68 60"]) {
      const points = form.replace("~", "").split(" ");
      expect(ends(writeForm(form, STIFF, new Rng(1), new Rng(2)))).toEqual([
        ...[...points[0]!].map(Number),
        ...[...points.at(-1)!].map(Number),
      ]);
    }
  });

  it("turns every piece of a ribbon the same way", () => {
    for (const { form } of forms) {
      for (const piece of writeForm(form, { shift: 0.5, bend: 0.1, round: 0.2 }, new Rng(1), new Rng(2))) {
        let area = 0;
        for (let i = 0; i < 8; i += 2) area += piece[i]! * piece[(i + 3) % 8]! - piece[(i + 2) % 8]! * piece[i + 1]!;
        expect(area).toBeLessThan(0);
      }
    }
  });
});

describe("drawnHand()", () => {
  it("writes a character more like itself than like another hand does", () => {
    const [first, second] = [drawnHand(1), drawnHand(2)];
    let own = 0, other = 0;
    for (let i = 0; i < 50; i++) {
      const [a, b] = [first.write("L", new Rng(1, i)), first.write("L", new Rng(2, i))];
      const c = second.write("L", new Rng(3, i));
      const start = ({ contours }: typeof a): number => contours[0]![0]!;
      own += Math.abs(start(a) - start(b));
      other += Math.abs(start(a) - start(c));
    }
    expect(own).toBeLessThan(other);
  });
});
