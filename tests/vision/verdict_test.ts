import { expect } from "expect";
import { describe, it } from "node:test";
import { boxOf, type Component } from "../../lib/vision/components.ts";
import { judge, type Verdict } from "../../lib/vision/verdict.ts";

const scale = { stroke: 4, height: 40, darkness: 0.5 };

/** Ink 40 rows high that touches the left edge in its first `touching` rows, else lies 2 pixels from it. */
function inkAtLeft(touching: number, darkness = 0.5): Component {
  const runs = Int32Array.from(Array.from({ length: 40 }, (_, i) => [100 + i, i < touching ? 0 : 2, 6]).flat());
  return { box: boxOf(runs), runs, area: 160 + 2 * touching, stroke: 4, darkness };
}

function verdictOf(part: Component): Verdict {
  return judge(part, scale, 300, 300).verdict;
}

describe("judge()", () => {
  it("takes ink of a letter's size for a letter where it touches the edge with half its side at most", () => {
    expect([0, 1, 20].map((touching) => verdictOf(inkAtLeft(touching)))).toEqual(["letter", "letter", "letter"]);
    expect([21, 40].map((touching) => verdictOf(inkAtLeft(touching)))).toEqual(["edge", "edge"]);
  });

  it("takes ink for faint below 0.6 of the writing's darkness", () => {
    expect([0.31, 0.29].map((darkness) => verdictOf(inkAtLeft(0, darkness)))).toEqual(["letter", "faint"]);
  });
});
