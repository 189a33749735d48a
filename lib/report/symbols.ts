import { svgOf } from "./canvas.ts";
import { escapeHtml } from "./escape.ts";
import type { Picture } from "./picture.ts";
import { COLOURS } from "./plot.ts";

/** How a matrix of symbols is drawn. */
export interface SymbolsOptions {
  /** The symbols in their order; a space, and what else is not among them, leaves its square empty. */
  readonly symbols: string;
  /** So many symbols in a row share a colour and grow stronger; 1 unless given. */
  readonly shades?: number;
  /** Lines cut the matrix into blocks of so many rows and columns; only the frame is drawn unless given. */
  readonly block?: number;
  /** At most so many pixels wide; 310, two of which stand side by side, unless given. */
  readonly width?: number;
  /** What it shows. */
  readonly alt: string;
}

/** Below this many pixels a square has no room for its symbol. */
const LEAST_LEGIBLE = 14;

/**
 * A matrix of single characters, a string for each row, as squares: equal symbols look equal, so that a pattern shows.
 *
 * @throws {RangeError} when there is no row, or rows are not equally long.
 */
export function symbols(rows: readonly string[], options: SymbolsOptions): Picture {
  const { shades = 1, block, width: most = 310, alt } = options;
  const columns = rows[0]?.length ?? 0;
  if (columns === 0 || rows.some((row) => row.length !== columns)) {
    throw new RangeError(`Cannot draw rows of ${rows.map((row) => row.length)} symbols: they must be equally long`);
  }
  const cell = Math.floor((most - 2) / columns);
  const width = columns * cell + 2, height = rows.length * cell + 2;
  const parts = rows.flatMap((row, i) =>
    [...row].map((symbol, j) =>
      square(symbol, 1 + j * cell, 1 + i * cell, cell, options.symbols.indexOf(symbol), shades)
    )
  );
  const cut = block ?? Math.max(columns, rows.length);
  for (let j = 0; j < columns; j += cut) parts.push(line(1 + j * cell, 1, 1 + j * cell, height - 1));
  for (let i = 0; i < rows.length; i += cut) parts.push(line(1, 1 + i * cell, width - 1, 1 + i * cell));
  parts.push(line(width - 1, 1, width - 1, height - 1), line(1, height - 1, width - 1, height - 1));
  return { svg: svgOf(width, height, parts), width, height, alt };
}

function square(symbol: string, x: number, y: number, cell: number, place: number, shades: number): string {
  if (place < 0) return "";
  const strength = 0.25 + 0.75 * (shades === 1 ? 1 : (place % shades) / (shades - 1));
  const colour = COLOURS[Math.floor(place / shades) % COLOURS.length]!;
  const fill = `<rect x="${x}" y="${y}" width="${cell}" height="${cell}" fill="${colour}" fill-opacity="${strength}"/>`;
  if (cell < LEAST_LEGIBLE) return fill;
  const ink = strength > 0.75 ? "#ffffff" : "#000000";
  return `${fill}<text x="${x + cell / 2}" y="${y + cell / 2 + 5}" font-size="15" text-anchor="middle" fill="${ink}">${
    escapeHtml(symbol)
  }</text>`;
}

function line(x1: number, y1: number, x2: number, y2: number): string {
  return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="#777777"/>`;
}
