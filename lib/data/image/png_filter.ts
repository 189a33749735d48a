import type { FileBytes } from "../file_bytes.ts";

/**
 * Undoes the filter of a row, in place: the byte at `at` names it, `size` bytes follow; `step` bytes are a pixel.
 *
 * With a the byte a pixel to the left, b the one above and c the one above a: 0 adds nothing, 1 a, 2 b, 3 ⌊(a + b) / 2⌋,
 * 4 Paeth's choice among them. Source: PNG Specification, third edition, section 9.2.
 */
export function unfilter(rows: FileBytes, at: number, size: number, step: number, hasAbove: boolean): void {
  const { data } = rows;
  const filter = data[at]!;
  if (filter > 4) throw rows.error(at, `the filter ${filter}`, "0 to 4");
  if (filter === 0) return;
  const above = size + 1;
  const start = at + 1;
  for (let i = start; i < start + size; i++) {
    const a = i - start >= step ? data[i - step]! : 0;
    const b = hasAbove ? data[i - above]! : 0;
    if (filter === 1) data[i]! += a;
    else if (filter === 2) data[i]! += b;
    else if (filter === 3) data[i]! += (a + b) >> 1;
    else data[i]! += paeth(a, b, hasAbove && i - start >= step ? data[i - above - step]! : 0);
  }
}

/** The one of a, b and c that is nearest to a + b − c; a before b before c. */
function paeth(a: number, b: number, c: number): number {
  const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}
