import { expect } from "expect";
import { describe, it } from "node:test";
import { readmePart } from "../../tools/readme.ts";
import { markedPart, squeezed, withMarkedPart } from "../../tools/marked.ts";

describe("markedPart() and withMarkedPart()", () => {
  const text = "a <!-- x --> b <!-- /x --> c";

  it("read and replace what stands between the marks, and nothing else", () => {
    expect(markedPart(text, "x")).toBe("b");
    expect(withMarkedPart(text, "x", "new")).toBe("a <!-- x -->\n\nnew\n\n<!-- /x --> c");
    expect(markedPart(withMarkedPart(text, "x", ""), "x")).toBe("");
  });

  it("leave a document without marks, or with marks in the wrong order, alone", () => {
    for (const other of ["a", "<!-- /x --> b <!-- x -->", text]) {
      const name = other === text ? "y" : "x";
      expect([markedPart(other, name), withMarkedPart(other, name, "new")]).toEqual([undefined, other]);
    }
  });
});

describe("the README's table of recorded runs", () => {
  it("does not change when the formatter has been over it", () => {
    const part = readmePart();
    expect(squeezed(part.replaceAll("|", " | ").replaceAll("---:", "-----:"))).toBe(squeezed(part));
  });
});
