import { expect } from "expect";
import { describe, it } from "node:test";
import { numberText, percent, say, start, table } from "nnr/report";
import { displaysOf, shownBy } from "./displays.ts";

describe("say``", () => {
  it("writes numbers to three digits and strings as they are, in Markdown", async () => {
    const shown = await shownBy(() => say`It took ${1234.56} steps, ${percent(0.5)}, **${numberText(2 / 3, 5)}**.`);
    expect(shown).toBe("It took 1235 steps, 50.0 %, **0.66667**.");
  });

  it("leaves backslashes to the formulas", async () => {
    expect(await shownBy(() => say`$\\frac{1}{2}$ and ${0.5}`)).toBe("$\\frac{1}{2}$ and 0.5");
  });
});

describe("table()", () => {
  it("is Markdown with a numbered caption, which keeps its number when its cell is run again", async () => {
    const first = (): void => table("rates", "What each rate gives.", ["rate", "best"], [[0.001, "yes"]]);
    const second = (): void => table("nets", "Two nets.", ["net"], [["FC"]]);
    await displaysOf(() => start(3));
    expect(await shownBy(first)).toBe(
      '<a id="table-rates"></a>**Table 3.1.** What each rate gives.\n\n' +
        "| rate | best |\n| ---: | :--- |\n| 0.001 | yes |",
    );
    expect(await shownBy(second)).toContain("**Table 3.2.**");
    expect(await shownBy(first)).toContain("**Table 3.1.**");
  });

  it("aligns right the columns whose cells all begin with a number", async () => {
    const rows = [["a", 1, "78.5 %", "−3", "1"], ["b", NaN, "9 %", "∞", "one"]] as const;
    const shown = await shownBy(() => table("t", "Alignment.", ["left", "right", "right", "right", "left"], rows));
    expect(shown).toContain("\n| :--- | ---: | ---: | ---: | :--- |\n");
  });

  it("aligns left what has no rows", async () => {
    expect(await shownBy(() => table("t", "Nothing.", ["a", "b"], []))).toContain("| a | b |\n| :--- | :--- |");
  });

  it("keeps bars inside their cells", async () => {
    expect(await shownBy(() => table("t", "Bars.", ["|x|"], [["a|b"]]))).toContain(
      "| \\|x\\| |\n| :--- |\n| a\\|b |",
    );
  });

  it("refuses rows that are not as long as the head", () => {
    expect(() => table("t", "Short.", ["a", "b"], [[1, 2], [3]])).toThrow(
      new RangeError("Cannot show table t: row 1 has 1 cells, its head has 2"),
    );
  });
});
