import { type Notebook, sourceOf } from "./notebook.ts";

/** Says at which cell two notebooks differ, and in what; nothing when they say the same. */
export function difference(a: Notebook, b: Notebook): string | undefined {
  if (a.cells.length !== b.cells.length) return `${a.cells.length} cells against ${b.cells.length}`;
  for (const [i, cell] of a.cells.entries()) {
    const part = unequal(cell, b.cells[i]!);
    if (part) return `cell ${i + 1} (${cell.id}) differs in its ${part.replace("_", " ")}`;
  }
  const part = unequal(a, b);
  return part && `they differ in their ${part}`;
}

/** A notebook without what its execution leaves: its cells alone. */
export function unexecuted({ cells }: Notebook): Notebook {
  return {
    cells: cells.map((cell) => ({ cell_type: cell.cell_type, id: cell.id, source: sourceOf(cell) })),
    metadata: {},
  };
}

/** The first property in which two objects differ. */
function unequal(a: object, b: object): string | undefined {
  const [x, y] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  return [...new Set([...x.keys(), ...y.keys()])].find((key) =>
    JSON.stringify(x.get(key)) !== JSON.stringify(y.get(key))
  );
}
