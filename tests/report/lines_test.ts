import { expect } from "expect";
import { describe, it } from "node:test";
import { lines } from "nnr/report";

describe("lines()", () => {
  const series = [{ label: "rate", x: [1, 2, 3], y: [1, 2, 30] }];
  const circles = (svg: string): number => svg.match(/<circle/g)?.length ?? 0;

  it("draws nothing outside the axes that were asked for", () => {
    const whole = lines({ series, x: "epoch", y: "loss" });
    const cut = lines({ series, x: "epoch", y: "loss", yDomain: [0, 10] });
    expect([circles(whole.svg), circles(cut.svg)]).toEqual([3, 2]);
    expect([whole.svg.includes("clip-path="), cut.svg.includes("clip-path=")]).toEqual([false, true]);
  });

  it("names a line at its last point inside", () => {
    const cut = lines({ series, x: "epoch", y: "loss", yDomain: [0, 10] });
    const same = lines({ series, x: "epoch", y: "loss", yDomain: [0, 10], xDomain: [1, 2] });
    const at = (svg: string): number => Number(/translate\(([\d.]+),[\d.]+\)"[^>]*>rate</.exec(svg)![1]);
    expect(at(cut.svg)).toBeLessThan(at(same.svg));
  });

  it("tells in words where each line begins and ends", () => {
    expect(lines({ series, x: "epoch", y: "loss" }).alt).toBe("loss against epoch: rate from 1 at 1 to 30 at 3");
  });

  it("refuses series whose parts are not equally long", () => {
    expect(() => lines({ series: [{ label: "a", x: [1], y: [1, 2] }], x: "x", y: "y" }))
      .toThrow('Cannot draw the line "a": x, y, low and high must be equally long and not empty');
  });
});
