import * as Plot from "@observablehq/plot";
import { numberText } from "./number_text.ts";
import type { Picture } from "./picture.ts";
import { COLOURS, draw } from "./plot.ts";

/** One distribution of a chart. */
export interface Ridge {
  /** What stands at its left. */
  readonly label: string;
  /** The values that are counted. */
  readonly values: ArrayLike<number>;
}

/** What to draw and how. */
export interface RidgesOptions {
  /** From top to bottom. */
  readonly ridges: readonly Ridge[];
  /** The axis title, with its unit. */
  readonly x: string;
  /** What the labels name: `layer`, say; it stands above them. */
  readonly rows?: string;
  /** A line above. */
  readonly title?: string;
  /** The values shown; the extremes of all unless given. What lies outside is counted in no bin. */
  readonly xDomain?: readonly [number, number];
  /** 50 unless given. */
  readonly bins?: number;
  /** The colour's place in `COLOURS`. */
  readonly colour?: number;
  /** In pixels: 310, two of which stand side by side, unless given. */
  readonly width?: number;
  /** Height of one distribution. */
  readonly rowHeight?: number;
}

const TOP = 24;
const BOTTOM = 40;
const RIGHT = 50;

/** Distributions one below the other over a common axis: histograms, each as high as its row, with its rms at the right. */
export function ridges(
  { ridges, x, rows = "", title = "", xDomain, bins = 50, colour = 0, width = 310, rowHeight = 40 }: RidgesOptions,
): Picture {
  const domain = xDomain ?? extremes(ridges);
  const labels = ridges.map((r) => r.label);
  const spread = ridges.map((r) => rootMeanSquare(r.values));
  const areas = ridges.flatMap(({ label, values }) =>
    histogram(values, domain, bins).map((bin) => ({ ...bin, label }))
  );
  const height = TOP + BOTTOM + rowHeight * ridges.length;
  const marginLeft = 12 + 6.3 * Math.max(rows.length, ...labels.map((l) => l.length));
  const heading = (text: string, options: object): Plot.Markish =>
    Plot.text([text], { text: (t: string) => t, fy: () => labels[0]!, ...options });
  const { svg } = draw({
    width,
    height,
    marginLeft,
    marginRight: RIGHT,
    marginTop: TOP,
    marginBottom: BOTTOM,
    x: { label: x, labelAnchor: "center", labelArrow: "none", domain, ticks: 5 },
    y: { axis: null, domain: [0, 1] },
    fy: { axis: null, domain: labels, padding: 0.12 },
    marks: [
      Plot.areaY(areas, { x: "x", y: "y", fy: "label", curve: "step", fill: COLOURS[colour]!, fillOpacity: 0.75 }),
      Plot.ruleY(labels, { fy: (label: string) => label, y: 0, stroke: "#999999" }),
      Plot.text(labels, {
        fy: (label: string) => label,
        text: (label: string) => label,
        frameAnchor: "left",
        textAnchor: "end",
        dx: -10,
      }),
      Plot.text(labels, {
        fy: (label: string) => label,
        text: (_: string, i: number) => numberText(spread[i]!, 2),
        frameAnchor: "right",
        textAnchor: "end",
        dx: RIGHT - 4,
      }),
      heading(rows, { frameAnchor: "top-left", textAnchor: "end", dx: -10, dy: -16 }),
      heading(title, { frameAnchor: "top", dy: -18, fontWeight: 600 }),
      heading("rms", { frameAnchor: "top-right", textAnchor: "end", dx: RIGHT - 4, dy: -16 }),
    ],
  });
  const parts = ridges.map(({ label }, i) => `${rows} ${label} rms ${numberText(spread[i]!)}`.trim());
  return { svg, width, height, alt: `Histograms of ${[title, x].filter(Boolean).join(", ")}: ${parts.join("; ")}` };
}

/** The share of values in each bin, scaled so that the fullest bin is 1. */
function histogram(
  values: ArrayLike<number>,
  [low, high]: readonly [number, number],
  bins: number,
): { x: number; y: number }[] {
  const counts = new Array<number>(bins).fill(0);
  for (let i = 0; i < values.length; i++) {
    const bin = Math.floor((values[i]! - low) / (high - low) * bins);
    if (values[i] === high) counts[bins - 1]!++;
    else if (bin >= 0 && bin < bins) counts[bin]!++;
  }
  const most = Math.max(1, ...counts);
  return counts.map((count, bin) => ({ x: low + (bin + 0.5) * (high - low) / bins, y: count / most }));
}

function rootMeanSquare(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! * values[i]!;
  return Math.sqrt(sum / values.length);
}

function extremes(ridges: readonly Ridge[]): [number, number] {
  let low = Infinity, high = -Infinity;
  for (const { values } of ridges) {
    for (let i = 0; i < values.length; i++) {
      low = Math.min(low, values[i]!);
      high = Math.max(high, values[i]!);
    }
  }
  return [low, high];
}
