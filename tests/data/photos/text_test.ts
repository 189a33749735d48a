import { expect } from "expect";
import { describe, it } from "node:test";
import { Rng } from "nnr";
import { randomText } from "../../../lib/data/photos/text.ts";

describe("randomText()", () => {
  const pages = Array.from({ length: 400 }, (_, i) => randomText(new Rng(1, i)));

  it("writes words of capitals and digits with single spaces", () => {
    for (const line of pages.flat()) expect(line).toMatch(/^[A-Z0-9]+( [A-Z0-9]+)*$/);
  });

  it("keeps lines short enough for letters of some size", () => {
    expect(Math.max(...pages.flat().map((line) => line.length))).toBeLessThanOrEqual(18);
    expect(Math.max(...pages.map((lines) => lines.length))).toBeLessThanOrEqual(8);
  });

  it("has every character in one of 150 places or more", () => {
    const all = pages.flat().join("").replaceAll(" ", "");
    for (const character of "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") {
      expect(all.split(character).length - 1).toBeGreaterThan(all.length / 150);
    }
  });
});
