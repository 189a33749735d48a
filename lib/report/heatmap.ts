import type { Tensor } from "../tensor/mod.ts";
import { canvas, scaleBar, svgOf } from "./canvas.ts";
import { colourOf, type Scale } from "./colour_scale.ts";
import { escapeHtml } from "./escape.ts";
import { numberText } from "./number_text.ts";
import type { Picture } from "./picture.ts";

/** How a matrix is drawn. */
export interface HeatmapOptions {
  /** A name for each row. */
  readonly rowLabels?: readonly string[];
  /** A name for each column. */
  readonly columnLabels?: readonly string[];
  /** Title of the rows, beside. */
  readonly rows: string;
  /** Title of the columns, above. */
  readonly columns: string;
  /** The values drawn as the scale's ends; the matrix's own extremes unless given. */
  readonly range?: readonly [number, number];
  /** How values become colours; sequential unless given. */
  readonly scale?: Scale;
  /** At most so many pixels wide; 640 unless given. */
  readonly width?: number;
  /** Writes each value into its cell; on by default for up to 12 columns. */
  readonly numbers?: boolean;
  /** What it shows, with the numbers. */
  readonly alt: string;
}

const LEFT = 44;
const TOP = 40;
const BAR = 70;

/** A matrix as coloured squares with named rows and columns. Shape: `[rows, columns]`. */
export function heatmap(matrix: Tensor, options: HeatmapOptions): Picture {
  const [m = 0, n = 0] = matrix.shape;
  const { rowLabels, columnLabels, scale = "sequential", width = 640, alt } = options;
  const values = Array.from(matrix.data);
  const most = Math.max(...values.map(Math.abs));
  const range = options.range ??
    (scale === "diverging" ? [-most, most] as const : [Math.min(...values), Math.max(...values)] as const);
  const cell = Math.min(48, Math.floor((width - LEFT - BAR) / n));
  const numbers = options.numbers ?? n <= 12;
  const picture = canvas(n, m);
  const parts: string[] = [];
  const type = `font-size="${Math.min(12, cell - 1)}"`;
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      const value = values[i * n + j]!;
      const colour = colourOf(value, range, scale);
      picture.set(j, i, colour);
      if (!numbers) continue;
      const dark = 0.3 * colour[0] + 0.59 * colour[1] + 0.11 * colour[2] < 140;
      parts.push(
        `<text ${type} x="${LEFT + (j + 0.5) * cell}" y="${TOP + (i + 0.5) * cell + 4}" text-anchor="middle" fill="${
          dark ? "#ffffff" : "#222222"
        }">${numberText(value, 2)}</text>`,
      );
    }
  }
  const right = LEFT + n * cell, bottom = TOP + m * cell;
  parts.unshift(picture.image(LEFT, TOP, cell));
  parts.push(`<rect x="${LEFT}" y="${TOP}" width="${n * cell}" height="${m * cell}" fill="none" stroke="#999999"/>`);
  rowLabels?.forEach((label, i) =>
    parts.push(
      `<text ${type} x="${LEFT - 5}" y="${TOP + (i + 0.5) * cell + 4}" text-anchor="end">${escapeHtml(label)}</text>`,
    )
  );
  columnLabels?.forEach((label, j) =>
    parts.push(
      `<text ${type} x="${LEFT + (j + 0.5) * cell}" y="${TOP - 6}" text-anchor="middle">${escapeHtml(label)}</text>`,
    )
  );
  parts.push(`<text x="${(LEFT + right) / 2}" y="14" text-anchor="middle">${escapeHtml(options.columns)}</text>`);
  parts.push(
    `<text transform="translate(12 ${(TOP + bottom) / 2}) rotate(-90)" text-anchor="middle">${
      escapeHtml(options.rows)
    }</text>`,
  );
  parts.push(scaleBar(right + 14, TOP, Math.min(160, m * cell), range, scale));
  return { svg: svgOf(right + BAR, bottom + 6, parts), width: right + BAR, height: bottom + 6, alt };
}
