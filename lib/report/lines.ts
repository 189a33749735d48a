import * as Plot from "@observablehq/plot";
import { numberText, powerText } from "./number_text.ts";
import type { Picture } from "./picture.ts";
import { COLOURS, draw } from "./plot.ts";

/** One line of a chart. */
export interface Series {
  /** The name at the line's end. */
  readonly label: string;
  /** The values. */
  readonly y: readonly number[];
  /** 1, 2, 3 … unless given. */
  readonly x?: readonly number[];
  /** The lower end of an interval around the line, drawn as a band. */
  readonly low?: readonly number[];
  /** The interval's upper end. */
  readonly high?: readonly number[];
}

/** What to draw and how. */
export interface LinesOptions {
  /** The lines, in the order of the colours. */
  readonly series: readonly Series[];
  /** Title of the horizontal axis, with its unit. */
  readonly x: string;
  /** Title of the vertical axis, with its unit. */
  readonly y: string;
  /** Axes with a logarithmic scale. */
  readonly log?: "x" | "y" | "xy";
  /** The ends of the horizontal axis; the data's unless given. */
  readonly xDomain?: readonly [number, number];
  /** The ends of the vertical axis; the data's, made round, unless given. */
  readonly yDomain?: readonly [number, number];
  /** In pixels; 640 unless given. */
  readonly width?: number;
  /** In pixels; 320 unless given. */
  readonly height?: number;
  /** Marks the points too; on by default up to 12 of them. */
  readonly dots?: boolean;
}

/** Train is drawn whole and validation dashed in every figure; others take what is left. */
const dashes: readonly string[] = ["none", "6 3", "2 3", "8 3 2 3", "12 4", "1 4", "none"];

interface Point {
  readonly x: number;
  readonly y: number;
  readonly low: number;
  readonly high: number;
}

/** Lines over a common axis, each named at its end. */
export function lines({ series, x, y, log = undefined, ...rest }: LinesOptions): Picture {
  const { width = 640, height = 320, dots, xDomain, yDomain } = rest;
  const points = series.map(pointsOf);
  const scale = (axis: "x" | "y"): object => {
    if (!log?.includes(axis)) return {};
    const values = points.flat().flatMap((p) => axis === "x" ? [p.x] : [p.low, p.high]);
    return { type: "log", ticks: powersOfTen(Math.min(...values), Math.max(...values)), tickFormat: powerText };
  };
  const shown = ({ x, y }: Point): boolean => within(x, xDomain) && within(y, yDomain);
  const clip = Boolean(xDomain || yDomain);
  const marks = points.flatMap((line, i) => {
    const stroke = COLOURS[i % COLOURS.length]!;
    const band = line.some((p) => p.low !== p.high);
    return [
      ...(band ? [Plot.areaY(line, { x: "x", y1: "low", y2: "high", fill: stroke, fillOpacity: 0.15, clip })] : []),
      Plot.line(line, {
        x: "x",
        y: "y",
        stroke,
        strokeWidth: 2,
        strokeDasharray: dashes[i % dashes.length]!,
        clip,
      }),
      ...(dots ?? line.length <= 12 ? [Plot.dot(line.filter(shown), { x: "x", y: "y", fill: stroke, r: 3 })] : []),
    ];
  });
  const longest = Math.max(...series.map((s) => s.label.length));
  const options = {
    width,
    height,
    grid: true,
    marginLeft: 52,
    marginBottom: 40,
    marginTop: 26,
    marginRight: 16 + 6.3 * longest,
    x: {
      label: x,
      labelAnchor: "center",
      labelArrow: "none",
      ticks: Math.round(width / 90),
      ...scale("x"),
      ...(xDomain ? { domain: xDomain } : {}),
    },
    y: { label: y, labelArrow: "none", ticks: 6, nice: true, ...scale("y"), ...(yDomain ? { domain: yDomain } : {}) },
  };
  const ends = points.map((line) => line.filter((p) => Number.isFinite(p.y) && shown(p)).at(-1) ?? line[0]!);
  const { position } = draw({ ...options, marks });
  const shifts = apart(ends.map((end) => position("y", end.y)));
  const labels = ends.map((end, i) =>
    Plot.text([end], {
      x: "x",
      y: "y",
      text: () => series[i]!.label,
      dx: 8,
      dy: shifts[i]!,
      textAnchor: "start",
      fill: COLOURS[i % COLOURS.length]!,
      fontWeight: 600,
    })
  );
  const { svg } = draw({ ...options, marks: [...marks, ...labels] });
  return { svg, width, height, alt: describe(points, { series, x, y }) };
}

/** The powers of ten from low to high, at most eight of them. */
function powersOfTen(low: number, high: number): number[] {
  const first = Math.ceil(Math.log10(low) - 1e-9), last = Math.floor(Math.log10(high) + 1e-9);
  const step = Math.max(1, Math.ceil((last - first) / 7));
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, i) => Number(`1e${first + i * step}`));
}

function within(value: number, domain: readonly [number, number] | undefined): boolean {
  return domain === undefined || (domain[0] <= value && value <= domain[1]);
}

function pointsOf({ label, x, y, low = y, high = y }: Series): Point[] {
  if ((x ?? y).length !== y.length || low.length !== y.length || high.length !== y.length || y.length === 0) {
    throw new RangeError(`Cannot draw the line "${label}": x, y, low and high must be equally long and not empty`);
  }
  return y.map((value, i) => ({ x: x?.[i] ?? i + 1, y: value, low: low[i]!, high: high[i]! }));
}

/** How far each label has to move so that none stands closer than a line of text to the next. */
function apart(positions: readonly number[]): number[] {
  const LINE = 14;
  const order = positions.map((_, i) => i).sort((i, j) => positions[i]! - positions[j]!);
  const moved = [...positions];
  for (let pass = 0; pass < 50; pass++) {
    for (let n = 1; n < order.length; n++) {
      const above = order[n - 1]!, below = order[n]!;
      const lack = LINE - (moved[below]! - moved[above]!);
      if (lack <= 0) continue;
      moved[above]! -= lack / 2;
      moved[below]! += lack / 2;
    }
  }
  return moved.map((m, i) => m - positions[i]!);
}

function describe(
  points: readonly (readonly Point[])[],
  { series, x, y }: Pick<LinesOptions, "series" | "x" | "y">,
): string {
  const parts = points.map((line, i) => {
    const first = line[0]!, last = line.at(-1)!;
    return `${series[i]!.label} from ${numberText(first.y)} at ${numberText(first.x)} to ${numberText(last.y)} at ${
      numberText(last.x)
    }`;
  });
  return `${y} against ${x}: ${parts.join("; ")}`;
}
