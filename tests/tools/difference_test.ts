import { expect } from "expect";
import { describe, it } from "node:test";
import { difference, unexecuted } from "../../tools/difference.ts";
import type { Cell, Notebook } from "../../tools/notebook.ts";

function notebook(...cells: readonly Cell[]): Notebook {
  return { cells, metadata: {} };
}

describe("difference()", () => {
  const cell: Cell = { cell_type: "code", id: "c1", source: "1", outputs: [] };

  it("says nothing of equal notebooks", () =>
    expect(difference(notebook(cell), notebook({ ...cell }))).toBeUndefined());
  it("names the cell and what differs in it", () => {
    expect(difference(notebook(cell, cell), notebook(cell, { ...cell, outputs: [{ output_type: "stream" }] })))
      .toBe("cell 2 (c1) differs in its outputs");
    expect(difference(notebook(cell), notebook({ cell_type: "code", id: "c1", source: "1" })))
      .toBe("cell 1 (c1) differs in its outputs");
  });
  it("names another number of cells, and other metadata", () => {
    expect(difference(notebook(cell), notebook())).toBe("1 cells against 0");
    expect(difference(notebook(cell), { cells: [cell], metadata: { a: 1 } })).toBe("they differ in their metadata");
  });
});

describe("unexecuted()", () => {
  it("sees cells alone, however their text is split", () => {
    const cell: Cell = { cell_type: "code", id: "c1", source: "a\nb", outputs: [] };
    const executed: Cell = { ...cell, source: ["a\n", "b"], outputs: [{ output_type: "stream" }] };
    expect(difference(unexecuted(notebook(cell)), unexecuted(notebook(executed)))).toBeUndefined();
    expect(difference(unexecuted(notebook(cell)), unexecuted(notebook({ ...cell, source: "a" }))))
      .toBe("cell 1 (c1) differs in its source");
  });
});
