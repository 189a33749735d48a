import { expect } from "expect";
import { describe, it } from "node:test";
import { lostOutput, type Mark } from "../../tools/guard.ts";
import type { Notebook } from "../../tools/notebook.ts";

/** A notebook whose cells show what is marked so; `undefined` is an output without a mark, a progress line. */
function notebook(...cells: readonly (readonly (Mark | undefined)[])[]): Notebook {
  return {
    metadata: {},
    cells: cells.map((marks, i) => ({
      cell_type: "code",
      id: `c${i}`,
      source: "",
      outputs: marks.map((nnr) => ({ output_type: "display_data", metadata: nnr ? { nnr } : {} })),
    })),
  };
}

describe("lostOutput()", () => {
  const ledger = { display: 4, displays: 4, ledger: [] };

  it("says nothing when every display is there", () => {
    expect(lostOutput(notebook([{ display: 1 }], [undefined, { display: 2 }, { display: 3 }], [], [ledger])))
      .toBeUndefined();
  });
  it("names the display that is missing in a cell", () => {
    expect(lostOutput(notebook([{ display: 1 }, { display: 3 }], [ledger])))
      .toBe("display 2, of cell 1, did not arrive");
  });
  it("names the cells between which a display is missing", () => {
    expect(lostOutput(notebook([{ display: 1 }], [], [{ display: 3 }], [ledger])))
      .toBe("display 2, of cells 1 to 3, did not arrive");
  });
  it("notices that the very first is missing", () => {
    expect(lostOutput(notebook([], [{ display: 2 }], [ledger]))).toBe("display 1, of cells 1 to 2, did not arrive");
  });
  it("notices a missing ledger, and one that is not last", () => {
    const sentence = "the ledger, which has to come last, did not arrive after display 1 of cell 1";
    expect(lostOutput(notebook([{ display: 1 }], []))).toBe(sentence);
    expect(lostOutput(notebook([{ display: 1, displays: 1 }], [{ display: 2 }])))
      .toBe("the ledger, which has to come last, did not arrive after display 2 of cell 2");
    expect(lostOutput(notebook([]))).toBe(
      "the ledger, which has to come last, did not arrive after display 0 of cell 1",
    );
  });
  it("notices displays out of order", () => {
    expect(lostOutput(notebook([{ display: 1 }, { display: 2 }], [{ display: 2 }], [ledger])))
      .toBe("display 2 of cell 2 came after display 2 of cell 1");
  });
});
