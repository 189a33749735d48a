import { expect } from "expect";
import { describe, it } from "node:test";
import { ridges } from "nnr/report";

/** The outlines of a chart's histograms. */
function areas(svg: string): string[] {
  return [...svg.matchAll(/fill="#0072B2"><path d="([^"]+)"/g)].map(([, path]) => path!);
}

describe("ridges()", () => {
  const two = [{ label: "a", values: [-1, 1, 1, 1] }, { label: "b", values: [0, 0, 0.5] }];

  it("tells the root mean square of each distribution", () => {
    const { alt } = ridges({ ridges: two, x: "value", rows: "layer", title: "old" });
    expect(alt).toBe("Histograms of old, value: layer a rms 1; layer b rms 0.289");
  });

  it("draws one area for each distribution, each as high as its row", () => {
    const { svg, height } = ridges({ ridges: two, x: "value", bins: 4, rowHeight: 30 });
    expect(areas(svg).length).toBe(2);
    const one = ridges({ ridges: two.slice(0, 1), x: "value", bins: 4, rowHeight: 30 });
    expect(height - one.height).toBe(30);
  });

  it("counts a value at the upper end in the last bin, and none outside", () => {
    const chart = (values: number[]): string[] =>
      areas(ridges({ ridges: [{ label: "a", values }], x: "value", xDomain: [0, 4], bins: 4 }).svg);
    expect(chart([0.5, 3.5, 4, -1, 9])).toEqual(chart([0.5, 3.5, 3.9]));
    expect(chart([0.5, 3.5, 4])).not.toEqual(chart([0.5, 3.5]));
  });
});
