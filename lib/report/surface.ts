import * as Plot from "@observablehq/plot";
import type { Tensor } from "../tensor/mod.ts";
import { numberText } from "./number_text.ts";
import type { Picture, PlotlyFigure } from "./picture.ts";
import { COLOURS, draw } from "./plot.ts";

/** A function of two numbers, and how it is drawn. */
export interface SurfaceOptions {
  /** Title of the horizontal axis, and its ends. */
  readonly x: { readonly label: string; readonly range: readonly [number, number] };
  /** Title of the vertical axis, and its ends. */
  readonly y: { readonly label: string; readonly range: readonly [number, number] };
  /** What the values are. */
  readonly z: string;
  /** A way across it, from its first point to its last. */
  readonly path?: readonly (readonly [number, number])[];
  /** The values drawn as the palest and the darkest; the matrix's own extremes unless given. */
  readonly range?: readonly [number, number];
  /** In pixels; 310, two of which stand side by side, unless given. */
  readonly width?: number;
  /** What it shows; the extremes are added. */
  readonly alt: string;
}

const LEVELS = 12;
/** A path lies so much above the surface. */
const LIFT = 1.05;
const shades = ["#03234b", "#0072B2", "#9ecae1", "#ffffff"];

/**
 * A matrix of values over a plane as contours, dark where they are low; on a live page as a surface that can be turned.
 * Shape: `[rows, columns]`, y from row to row; all above 0, as the scale is logarithmic.
 *
 * @throws {RangeError} when the range begins at 0 or below.
 */
export function surface(values: Tensor, { x, y, z, path = [], width = 310, alt, ...options }: SurfaceOptions): Picture {
  const [rows = 0, columns = 0] = values.shape;
  const data = [...values];
  const [least, most] = [Math.min(...data), Math.max(...data)];
  const [low, high] = options.range ?? [least, most];
  if (!(low > 0)) throw new RangeError(`Cannot draw a surface down to ${low}: its scale is logarithmic`);
  // Equal steps of the logarithm: a loss has its detail near its least.
  const levels = Array.from({ length: LEVELS }, (_, i) => low * (high / low) ** (i / (LEVELS - 1)));
  const [dx, dy] = [(x.range[1] - x.range[0]) / (columns - 1) / 2, (y.range[1] - y.range[0]) / (rows - 1) / 2];
  const axis = { labelAnchor: "center", labelArrow: "none", ticks: 5 };
  const height = width;
  const red = COLOURS[1]!;
  const { svg } = draw({
    ...{ width, height, marginLeft: 44, marginBottom: 38, marginTop: 12, marginRight: 12 },
    x: { ...axis, label: x.label, domain: x.range },
    y: { ...axis, label: y.label, domain: y.range },
    color: {
      type: "log",
      domain: levels.length > 0 ? [0, 1, 2, 3].map((i) => low * (high / low) ** (i / 3)) : [],
      range: shades,
    },
    marks: [
      Plot.contour(data, {
        ...{
          width: columns,
          height: rows,
          fill: (d: number): number => Math.min(Math.max(d, low), high),
          stroke: "#777777",
        },
        ...{ strokeWidth: 0.5, thresholds: levels, clip: true },
        ...{ x1: x.range[0] - dx, x2: x.range[1] + dx, y1: y.range[0] - dy, y2: y.range[1] + dy },
      }),
      Plot.line(path, { stroke: red, strokeWidth: 1.8 }),
      Plot.dot(path, { fill: red, r: 2.2 }),
      Plot.dot(path.slice(-1), { stroke: red, fill: "#ffffff", r: 4.5, strokeWidth: 2 }),
    ],
  });
  return {
    ...{ svg, width, height, coarse: true },
    alt: `${alt}; ${z} from ${numberText(least)} to ${numberText(most)}`,
    plotly: turnable(values, { x, y, z, path }, high),
  };
}

type Axes = Pick<SurfaceOptions, "x" | "y" | "z" | "path">;

/** The same for Plotly; heights above the range are cut off, and their axis is logarithmic, so that the valley can be seen. */
function turnable(
  values: Tensor,
  { x, y, z, path = [] }: Axes,
  high: number,
): PlotlyFigure {
  const [rows = 0, columns = 0] = values.shape;
  const round = (value: number): number => Number(value.toPrecision(4));
  const along = ([from, to]: readonly [number, number], n: number): number[] =>
    Array.from({ length: n }, (_, i) => round(from + (to - from) * i / (n - 1)));
  const heights = Array.from(
    { length: rows },
    (_, i) => Array.from({ length: columns }, (_, j) => round(Math.min(values.at(i, j), high))),
  );
  // Between four places, and a little above, so that the path is seen.
  const above = ([p, q]: readonly [number, number]): number => {
    const place = (value: number, [from, to]: readonly [number, number], n: number): [number, number] => {
      const at = Math.min(n - 1, Math.max(0, (value - from) / (to - from) * (n - 1)));
      const cell = Math.min(n - 2, Math.floor(at));
      return [cell, at - cell];
    };
    const [[j, u], [i, v]] = [place(p, x.range, columns), place(q, y.range, rows)];
    const row = (k: number): number => heights[k]![j]! * (1 - u) + heights[k]![j + 1]! * u;
    return round(LIFT * (row(i) * (1 - v) + row(i + 1) * v));
  };
  const track = {
    ...{ type: "scatter3d", mode: "lines+markers", name: "path" },
    ...{ x: path.map(([a]) => round(a)), y: path.map(([, b]) => round(b)), z: path.map(above) },
    ...{ line: { color: COLOURS[1], width: 5 }, marker: { color: COLOURS[1], size: 3 } },
  };
  const drawn = heights.flat();
  const tickvals = ticks(Math.min(...drawn), Math.max(...drawn));
  return {
    data: [
      {
        ...{ type: "surface", x: along(x.range, columns), y: along(y.range, rows), z: heights, showscale: false },
        surfacecolor: heights.map((row) => row.map((height) => round(Math.log(height)))),
        colorscale: shades.map((shade, i) => [i / (shades.length - 1), shade]),
      },
      ...(path.length > 0 ? [track] : []),
    ],
    layout: {
      ...{ width: 640, height: 420, margin: { l: 0, r: 0, t: 0, b: 0 }, showlegend: false },
      scene: {
        ...{
          xaxis: { title: { text: x.label } },
          yaxis: { title: { text: y.label } },
          zaxis: { title: { text: z }, type: "log", tickvals, ticktext: tickvals.map(String) },
        },
        camera: { eye: { x: 1.5, y: -1.8, z: 1 }, center: { x: 0, y: 0, z: -0.15 } },
      },
    },
  };
}

/** 1, 2 and 5 times powers of ten, from `low` to `high`; the powers alone where that is enough. */
function ticks(low: number, high: number): number[] {
  const from = Math.floor(Math.log10(low)), to = Math.ceil(Math.log10(high));
  const factors = to - from > 2 ? [1] : [1, 2, 5];
  const powers = Array.from({ length: to - from + 1 }, (_, i) => `e${from + i}`);
  return powers.flatMap((power) => factors.map((factor) => Number(factor + power))).filter((v) =>
    v >= low && v <= high
  );
}
