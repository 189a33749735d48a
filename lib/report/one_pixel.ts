import type { Tensor } from "../tensor/mod.ts";
import { canvas, svgOf } from "./canvas.ts";
import { colourOf } from "./colour_scale.ts";
import { numberText } from "./number_text.ts";
import type { Picture, Place } from "./picture.ts";
import { COLOURS } from "./plot.ts";

/** A convolution of one channel by one filter. */
export interface OnePixelOptions {
  /** Added to each output. */
  readonly bias: number;
  /** The output whose window is framed. */
  readonly at: readonly [number, number];
  /** What it shows. */
  readonly alt: string;
}

const CELL = 14;
const TOP = 20;
const GAP = 30;

/**
 * An image, a filter, and what the filter makes of the image without padding. Each output pixel tells its arithmetic, term by
 * term, where one points at it; one window is framed. Shapes: x `[height, width]`, w `[window, window]`.
 */
export function onePixel(x: Tensor, w: Tensor, { bias, at, alt }: OnePixelOptions): Picture {
  const [height, width] = x.shape as [number, number];
  const [window] = w.shape as [number];
  const [tall, broad] = [height - window + 1, width - window + 1];
  const terms = (row: number, column: number): [number, number][] =>
    Array.from({ length: window * window }, (_, i) => {
      const [u, v] = [Math.floor(i / window), i % window];
      return [x.at(row + u, column + v), w.at(u, v)];
    });
  const output = (row: number, column: number): number => terms(row, column).reduce((sum, [a, b]) => sum + a * b, bias);
  const says = (row: number, column: number): string => {
    const products = terms(row, column).map(([a, b]) => `${a.toFixed(2)}·${b.toFixed(2).replace("-", "−")}`).join(
      " + ",
    );
    return `y(${row}, ${column}) = ${products} + ${numberText(bias, 2)} = ${numberText(output(row, column))}`;
  };
  const left = width * CELL + GAP;
  const right = left + window * 2 * CELL + GAP;
  const most = Math.max(...[...w].map(Math.abs));
  const outputs = Array.from({ length: tall * broad }, (_, i) => output(Math.floor(i / broad), i % broad));
  const largest = Math.max(...outputs.map(Math.abs));
  const parts = [
    grid([...x], width, 0, CELL, (value) => colourOf(1 - value, [0, 1], "grey")),
    grid([...w], window, left, 2 * CELL, (value) => colourOf(value, [-most, most], "diverging")),
    grid(outputs, broad, right, CELL, (value) => colourOf(value, [-largest, largest], "diverging")),
    ...["x", "w", "y"].map((name, i) => `<text x="${[0, left, right][i]}" y="13" font-weight="600">${name}</text>`),
    frame(at[1] * CELL, TOP + at[0] * CELL, window * CELL),
    frame(right + at[1] * CELL, TOP + at[0] * CELL, CELL),
    `<text x="${left}" y="${TOP + 2 * window * CELL + 18}">b = ${numberText(bias, 2)}</text>`,
  ];
  const places: Place[] = outputs.map((_, i) => {
    const [row, column] = [Math.floor(i / broad), i % broad];
    return { x: right + column * CELL, y: TOP + row * CELL, width: CELL, height: CELL, says: says(row, column) };
  });
  const size = [right + broad * CELL, TOP + height * CELL + 2] as const;
  return { svg: svgOf(...size, parts), width: size[0], height: size[1], alt: `${alt}; ${says(...at)}`, places };
}

function grid(
  values: readonly number[],
  columns: number,
  left: number,
  cell: number,
  colour: (value: number) => readonly [number, number, number],
): string {
  const picture = canvas(columns, values.length / columns);
  values.forEach((value, i) => picture.set(i % columns, Math.floor(i / columns), colour(value)));
  const rows = values.length / columns;
  return picture.image(left, TOP, cell) +
    `<rect x="${left}" y="${TOP}" width="${columns * cell}" height="${rows * cell}" fill="none" stroke="#999999"/>`;
}

function frame(x: number, y: number, side: number): string {
  return `<rect x="${x}" y="${y}" width="${side}" height="${side}" fill="none" stroke="${
    COLOURS[1]
  }" stroke-width="2"/>`;
}
