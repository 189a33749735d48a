import { expect } from "expect";
import { describe, it } from "node:test";
import { type Bound, claim, type Measured } from "nnr/report";
import { displaysOf, shownBy } from "./displays.ts";
import { withBudget } from "./with_budget.ts";

/** For each kind of bound: one, values that meet it, values that do not, and its words. */
const kinds: readonly [Bound, readonly Measured[], readonly Measured[], string][] = [
  [{ below: 2e-14 }, [1e-14, -1], [2e-14, 1], "below 2 × 10⁻¹⁴"],
  [{ atMost: 0.5 }, [0.5, -1], [0.51], "at most 0.5"],
  [{ above: 10800 }, [10801], [10800, 0], "above 10\u202f800"],
  [{ atLeast: 0.75 }, [0.75, 1], [0.74], "at least 0.75"],
  [{ between: [-1, 2] }, [-1, 0, 2], [-1.1, 2.1], "between −1 and 2"],
  [{ equals: 3 }, [3], [3.0000001, "3", true], "equal to 3"],
  [{ equals: "A" }, ["A"], ["B"], "equal to A"],
  [{ equals: true }, [true], [false, 1], "equal to yes"],
];

describe("claim()", () => {
  for (const [bound, met, missed, words] of kinds) {
    it(`holds where a value is ${words}, and throws where it is not`, async () => {
      for (const value of met) {
        expect(await shownBy(() => claim("kind", "it holds", value, bound), "text/plain")).toMatch(
          new RegExp(`^✓ kind: it holds: measured .*, must be ${words}$`),
        );
      }
      for (const value of missed) {
        expect(() => claim("kind", "it holds", value, bound)).toThrow(`must be ${words}`);
      }
    });
  }

  it("never holds for NaN", () => {
    const bounds: Bound[] = [{ below: 1 }, { atMost: 1 }, { above: 1 }, { atLeast: 1 }, { between: [0, 1] }, {
      equals: NaN,
    }];
    for (const bound of bounds) expect(() => claim("nan", "it is a number", NaN, bound)).toThrow("measured NaN");
  });

  it("fails with statement, measured value and bound", () => {
    expect(() => claim("loss", "the loss falls", 1.23456, { below: 1 })).toThrow(
      new Error("Claim loss does not hold: the loss falls: measured 1.23, must be below 1"),
    );
  });

  it("shows the statement as text, under an id that pages can link to", async () => {
    const html = await shownBy(() => claim("a-1", 'x < y & "z"', 1, { equals: 1 }), "text/html");
    expect(html).toContain('<div class="nnr-claim" id="claim-a-1">');
    expect(html).toContain('<a href="#claim-a-1">a-1</a>');
    expect(html).toContain("x &lt; y &amp; &quot;z&quot;");
    const [display] = await displaysOf(() => claim("a-1", "again", 1, { equals: 1 }));
    expect(display?.metadata.nnr?.claim).toBe("a-1");
  });

  it("refuses ids that are not lower-case words joined by hyphens", () => {
    for (const id of ["", "Loss", "a_b", "a--b", "-a", "a b"]) {
      expect(() => claim(id, "it holds", 1, { equals: 1 })).toThrow(
        new SyntaxError(`Cannot make the claim "${id}": its id must be lower-case words joined by hyphens`),
      );
    }
  });

  it("is shown but not judged below the budget from which its bound applies", async () => {
    const shown = (budget: string): Promise<string | undefined> =>
      shownBy(
        () => withBudget(budget, () => claim("late", "it is good", 0.1, { atLeast: 0.75 }, { from: "standard" })),
        "text/plain",
      );
    expect(await shown("quick")).toBe(
      "○ late: it is good: measured 0.1, must be at least 0.75 (not judged at quick)",
    );
    for (const budget of ["standard", "full"]) {
      expect(() => withBudget(budget, () => claim("late", "it is good", 0.1, { atLeast: 0.75 }, { from: "standard" })))
        .toThrow("Claim late does not hold");
    }
  });
});
