import { expect } from "expect";
import { describe, it } from "node:test";
import { symbols } from "nnr/report";

const squares = (svg: string): string[] => svg.match(/<rect[^>]*>/g) ?? [];
const looks = (svg: string): string[] =>
  squares(svg).map((s) => s.replace(/.*(fill="[^"]*" fill-opacity="[^"]*").*/, "$1"));

describe("symbols()", () => {
  it("gives equal symbols equal looks and different ones different looks", () => {
    const { svg } = symbols(["ab", "ba"], { symbols: "ab", alt: "" });
    const [first, second, third, fourth] = looks(svg);
    expect([first, second]).toEqual([fourth, third]);
    expect(first).not.toBe(second);
  });

  it("lets neighbours in the order share a colour, each stronger than the one before", () => {
    const { svg } = symbols(["abcd"], { symbols: "abcd", shades: 2, alt: "" });
    expect(looks(svg)).toEqual([
      'fill="#0072B2" fill-opacity="0.25"',
      'fill="#0072B2" fill-opacity="1"',
      'fill="#D55E00" fill-opacity="0.25"',
      'fill="#D55E00" fill-opacity="1"',
    ]);
  });

  it("leaves what is not a symbol empty", () => {
    const { svg } = symbols(["a b", "  a"], { symbols: "ab", alt: "" });
    expect(squares(svg)).toHaveLength(3);
  });

  it("writes the symbols where there is room, escaped", () => {
    expect(symbols(["<"], { symbols: "<", alt: "" }).svg).toContain(">&lt;</text>");
    expect(symbols(["a".repeat(40)], { symbols: "a", alt: "" }).svg).not.toContain("<text");
  });

  it("cuts the matrix into blocks", () => {
    const count = (block?: number): number =>
      symbols(["aaaa", "aaaa"], { symbols: "a", alt: "", ...(block && { block }) }).svg.split("<line").length - 1;
    expect([count(), count(2)]).toEqual([4, 5]);
  });

  it("refuses rows of different lengths, and none", () => {
    const message = (rows: string[]): () => unknown => () => symbols(rows, { symbols: "a", alt: "" });
    expect(message(["a", "aa"])).toThrow("Cannot draw rows of 1,2 symbols: they must be equally long");
    expect(message([])).toThrow(RangeError);
  });
});
