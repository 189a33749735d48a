import { expect } from "expect";
import { describe, it } from "node:test";
import { decode } from "fast-png";
import { models, Tensor } from "nnr";
import { netDiagram, onePixel, surface } from "nnr/report";
import { outlined, png } from "../../lib/report/raster.ts";

const joints: readonly models.Joint[] = ["plain", "concatenation", "residual", "ResNet in ResNet"];

describe("netDiagram()", () => {
  const words = (svg: string): string[] => [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text!);

  it("names every layer and every shape that changes, in order", () => {
    const net = models.convolutional([1, 32, 32], 36);
    expect(words(netDiagram(net).svg)).toEqual([
      ...["1 × 32 × 32", "conv 3×3, 16", "batch norm · ReLU", "16 × 32 × 32", "max pool 2×2", "16 × 16 × 16"],
      ...["conv 3×3, 32", "batch norm · ReLU", "32 × 16 × 16", "max pool 2×2", "32 × 8 × 8"],
      ...["conv 3×3, 64", "batch norm · ReLU", "64 × 8 × 8", "max pool 2×2", "64 × 4 × 4"],
      ...["flatten", "1024", "linear 36", "36"],
    ]);
  });

  it("draws once what comes several times in a row, and says how often", () => {
    const net = models.deep("residual", [3, 32, 32], 10, { blocks: 5, channels: 16 });
    expect(words(netDiagram(net).svg).filter((word) => word.startsWith("× "))).toEqual(["× 5", "× 4", "× 4"]);
  });

  it("is no wider than a page, and lies inside its frame", () => {
    for (const joint of joints) {
      const { svg, width, height } = netDiagram(models.deep(joint, [3, 32, 32], 10, { blocks: 2, channels: 16 }));
      expect(width).toBeLessThanOrEqual(640);
      const edges = [...svg.matchAll(/<rect x="([\d.-]+)" y="([\d.-]+)" width="([\d.]+)" height="([\d.]+)"/g)]
        .map((found) => found.slice(1).map(Number) as [number, number, number, number]);
      expect(edges.length).toBeGreaterThan(5);
      for (const [x, y, w, h] of edges) {
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
        expect([x + w <= width, y + h <= height]).toEqual([true, true]);
      }
    }
  });

  it("leaves ink", () => {
    expect(png(netDiagram(models.modern([3, 32, 32], 10)).svg).length).toBeGreaterThan(5000);
  });
});

describe("outlined()", () => {
  it("draws equal words once where there are many, and the drawing looks the same", () => {
    const { svg } = netDiagram(models.deep("ResNet in ResNet", [1, 32, 32], 36, { blocks: 1, channels: 8 }));
    const outlines = outlined(svg);
    expect(outlines.match(/<path id=/g)!.length).toBeLessThan(outlines.match(/<use /g)!.length / 2);
    const [words, shared] = [svg, outlines].map((drawing) => decode(png(drawing, { coarse: true })));
    // An outline is rounded to a hundredth of a pixel: no pixel's place in the palette of so few colours tells more.
    expect([shared!.width, shared!.height]).toEqual([words!.width, words!.height]);
    const dark = ({ data, palette }: ReturnType<typeof decode>): boolean[] =>
      Array.from(data, (k) => palette![k]!.slice(0, 3).reduce((a, b) => a + b) < 384);
    const [one, other] = [dark(words!), dark(shared!)];
    expect(one.filter((pixel, i) => pixel !== other[i]).length / one.length).toBeLessThan(0.001);
  });
});

describe("onePixel()", () => {
  const x = Tensor.of([[1, 0, 0], [0, 1, 0], [0, 0, 0.5]]);
  const picture = onePixel(x, Tensor.of([[2, 0], [0, -1]]), { bias: 0.25, at: [1, 1], alt: "small" });

  it("tells each output pixel's arithmetic", () => {
    expect(picture.places!.map(({ says }) => says)).toEqual([
      "y(0, 0) = 1.00·2.00 + 0.00·0.00 + 0.00·0.00 + 1.00·−1.00 + 0.25 = 1.25",
      "y(0, 1) = 0.00·2.00 + 0.00·0.00 + 1.00·0.00 + 0.00·−1.00 + 0.25 = 0.25",
      "y(1, 0) = 0.00·2.00 + 1.00·0.00 + 0.00·0.00 + 0.00·−1.00 + 0.25 = 0.25",
      "y(1, 1) = 1.00·2.00 + 0.00·0.00 + 0.00·0.00 + 0.50·−1.00 + 0.25 = 1.75",
    ]);
  });
});

describe("surface()", () => {
  const values = Tensor.of([[1, 2, 3], [2, 4, 6], [3, 6, 9]]);
  const axis = (label: string): { label: string; range: readonly [number, number] } => ({ label, range: [-1, 1] });
  const options = { x: axis("a"), y: axis("b"), z: "loss", path: [[-1, -1], [0, 0]] as const, alt: "a slope" };

  it("gives Plotly the same heights, cut where the scale ends, and the path above them", () => {
    const [heights, track] = surface(values, { ...options, range: [1, 5] }).plotly!.data;
    expect(heights!["z"]).toEqual([[1, 2, 3], [2, 4, 5], [3, 5, 5]]);
    expect(track!["z"]).toEqual([1.05, 4.2]);
  });

  it("marks 1, 2 and 5 on the axis of heights, powers of ten alone on a long one, and colours by logarithm", () => {
    const drawn = (heights: Tensor): { marks: number[]; colours: number[][] } => {
      const { data, layout } = surface(heights, { ...options, path: [] }).plotly!;
      const { zaxis } = layout["scene"] as { zaxis: { tickvals: number[] } };
      return { marks: zaxis.tickvals, colours: data[0]!["surfacecolor"] as number[][] };
    };
    const squares = drawn(values.mul(values));
    expect(squares.marks).toEqual([1, 2, 5, 10, 20, 50]);
    expect(squares.colours[0]).toEqual([0, 1.386, 2.197]);
    expect(drawn(values.mul(values).mul(values)).marks).toEqual([1, 10, 100]);
  });

  it("refuses what has no logarithm", () => {
    expect(() => surface(values.sub(1), options)).toThrow("Cannot draw a surface down to 0: its scale is logarithmic");
  });

  it("says its extremes", () => {
    expect(surface(values, options).alt).toBe("a slope; loss from 1 to 9");
  });
});
