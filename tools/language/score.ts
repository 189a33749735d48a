import { type Lattice, readLattice, type ReadLatticeOptions, type Rng } from "nnr";
import { syntheticPage } from "./synthetic.ts";

/** A line of which the text is known. */
export interface KnownLine {
  readonly text: string;
  readonly lattice: Lattice;
}

/** How many lines one writer writes. */
const LINES_A_PAGE = 5;

/** Synthetic lines, page by page, each text so many times. */
export function syntheticLines(texts: readonly string[], times: number, rng: Rng): KnownLine[] {
  const lines: KnownLine[] = [];
  for (let round = 0; round < times; round++) {
    for (let at = 0; at < texts.length; at += LINES_A_PAGE) {
      const page = texts.slice(at, at + LINES_A_PAGE);
      syntheticPage(page, rng).forEach((lattice, i) => lines.push({ text: page[i]!, lattice }));
    }
  }
  return lines;
}

/** Character errors by edit distance, as a share of the characters, spaces among them. */
export function errorRate(lines: readonly KnownLine[], options: ReadLatticeOptions = {}): number {
  let [errors, characters] = [0, 0];
  for (const { text, lattice } of lines) {
    errors += editDistance(text, readLattice(lattice, options).text);
    characters += text.length;
  }
  return errors / characters;
}

/** The fewest characters to insert, delete or replace that make one text of another (Levenshtein 1966). */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + Number(a[i - 1] !== b[j - 1])));
    }
    row = next;
  }
  return row[b.length]!;
}
