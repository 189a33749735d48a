import { engine } from "nnr";
import { expect } from "expect";
import { describe, it } from "node:test";
import { budget, budgeted, start } from "nnr/report";
import { shownBy } from "./displays.ts";
import { withBudget } from "./with_budget.ts";

const values = { quick: 1, standard: 2, full: 3 };

describe("budget()", () => {
  it("is NNR_BUDGET, or standard", () => {
    expect([undefined, "", "quick", "standard", "full"].map((value) => withBudget(value, budget)))
      .toEqual(["standard", "standard", "quick", "standard", "full"]);
  });

  it("refuses other words", () => {
    expect(() => withBudget("Quick", budget)).toThrow(
      new RangeError("Cannot run with NNR_BUDGET=Quick: it must be quick, standard or full"),
    );
  });

  it("chooses with budgeted()", () => {
    const chosen = ["quick", "standard", "full"].map((value) => withBudget(value, () => budgeted(values)));
    expect(chosen).toEqual([1, 2, 3]);
  });
});

describe("start()", () => {
  it("says which budget is in force, on which data, and with which arithmetic", async () => {
    const shown = (data?: string): Promise<string | undefined> =>
      shownBy(() => withBudget("quick", () => start(3, data === undefined ? {} : { data })));
    expect(await shown("Glyph36")).toBe(`Budget: **quick** · data: Glyph36 · arithmetic: ${engine().arithmetic}`);
    expect(await shown()).toBe(`Budget: **quick** · data: no data · arithmetic: ${engine().arithmetic}`);
  });
});
