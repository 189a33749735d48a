import type { Notebook } from "./notebook.ts";

/** What `nnr/report` writes into the metadata of a display. */
export interface Mark {
  /** The display's running number in the notebook, from 1. */
  readonly display?: number;
  /** In the ledger's display alone: how many displays there are, itself included. */
  readonly displays?: number;
  /** In the ledger's display alone: the claims, to the last bit. */
  readonly ledger?: readonly unknown[];
}

/** The marks of a notebook's displays in the order in which they stand, each with the number of its cell, from 1. */
export function marks(notebook: Notebook): { readonly cell: number; readonly mark: Mark }[] {
  return notebook.cells.flatMap((cell, index) =>
    (cell.outputs ?? []).flatMap(({ metadata }) =>
      metadata?.nnr ? [{ cell: index + 1, mark: metadata.nnr as Mark }] : []
    )
  );
}

/**
 * Says which output of an executed notebook is missing or out of its place; nothing when all are there.
 *
 * Kernels lose outputs without an error: each display carries its number, and the ledger, which comes last, their count.
 */
export function lostOutput(notebook: Notebook): string | undefined {
  let before = { cell: 1, display: 0 };
  let displays: number | undefined;
  for (const { cell, mark } of marks(notebook)) {
    const { display = 0 } = mark;
    if (display <= before.display) {
      return `display ${display} of cell ${cell} came after display ${before.display} of cell ${before.cell}`;
    }
    if (display > before.display + 1) {
      const cells = before.cell === cell ? `cell ${cell}` : `cells ${before.cell} to ${cell}`;
      return `display ${before.display + 1}, of ${cells}, did not arrive`;
    }
    before = { cell, display };
    displays = mark.displays;
  }
  if (displays === before.display) return undefined;
  return `the ledger, which has to come last, did not arrive after display ${before.display} of cell ${before.cell}`;
}
