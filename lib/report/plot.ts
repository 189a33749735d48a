import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import type { Picture } from "./picture.ts";

/** Plot's own idea of a document; this folder is checked without the browser's types. */
type PlotDocument = NonNullable<Plot.PlotOptions["document"]>;
const { document } = parseHTML("<!DOCTYPE html><html><body></body></html>") as unknown as { document: PlotDocument };

/** Okabe and Ito's colours, which differ for every kind of sight, in the order in which charts take them. */
export const COLOURS: readonly string[] = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"];

/** Options of Observable Plot's `plot`, without its types, which are too heavy for a notebook's type check. */
export type PlotOptions = Readonly<Record<string, unknown>>;

/** A chart of Observable Plot in the report's style. `alt` says what it shows, with the numbers. */
export function plot(plotOptions: PlotOptions, { alt }: { alt: string }): Picture {
  const drawn = draw(plotOptions);
  return { svg: drawn.svg, width: drawn.width, height: drawn.height, alt };
}

/** A finished chart: its SVG, and where a value stands on its axes. */
export interface Drawn {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  position(axis: "x" | "y", value: number): number;
}

/** Draws with Plot, outside a browser. */
export function draw(plotOptions: PlotOptions): Drawn {
  const { width = 640, height = 320, style = {}, ...rest } = plotOptions as {
    width?: number;
    height?: number;
    style?: object;
  };
  const chart = Plot.plot({
    document,
    width,
    height,
    ...rest,
    style: { fontFamily: "'Source Sans 3'", fontSize: "12px", color: "#222222", ...style },
  });
  chart.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  chart.setAttribute("xmlns:xlink", "http://www.w3.org/1999/xlink");
  return {
    svg: chart.outerHTML,
    width,
    height,
    position: (axis, value) => chart.scale(axis)!.apply(value) as number,
  };
}
