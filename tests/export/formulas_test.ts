import { expect } from "expect";
import fc from "fast-check";
import { describe, it } from "node:test";
import {
  type Formula,
  formulasIn,
  holdFormulas,
  occurrences,
  releaseDollars,
  releaseFormulas,
} from "../../export/read/formulas.ts";

const tex = (markdown: string): string[] => formulasIn(markdown).map((formula) => formula.tex);

describe("formulasIn()", () => {
  it("finds formulas in the line and on their own", () => {
    expect(formulasIn("a $x$ b\n\n$$\ny\n$$")).toEqual([
      { start: 2, end: 5, tex: "x", display: false },
      { start: 9, end: 16, tex: "\ny\n", display: true },
    ]);
  });
  it("takes no sum of money for one", () => expect(tex("from $5 to $7, and $ 8$")).toEqual([]));
  it("finds none in code", () => expect(tex("`$a$` ``$b`$`` and\n\n```ts\n$c$\n```\n\n  ~~~\n$d$\n  ~~~")).toEqual([]));
  it("keeps an escaped dollar inside", () => expect(tex("$\\text{\\$5}$")).toEqual(["\\text{\\$5}"]));
  it("ends a formula of the line at the paragraph's end", () => expect(tex("$a\n\nb$")).toEqual([]));
});

describe("holdFormulas()", () => {
  it("takes tag and anchor out with the equation", () => {
    const held: Formula[] = [];
    holdFormulas('see\n<a id="equation-1-1"></a>\n$$ x \\tag{1.1} $$', 7, held);
    expect(held).toEqual([{ tex: " x ", display: true, tag: "1.1", id: "equation-1-1", cell: 7 }]);
  });
  it("leaves no dollar, and gives back the same text", () => {
    const piece = fc.constantFrom("$x$", "$$y$$", "`$`", "$5", "\n\n", "text", " ", "```\n$z$\n```\n", "1");
    fc.assert(fc.property(fc.array(piece), (pieces) => {
      const markdown = pieces.join("");
      const held: Formula[] = [];
      const text = holdFormulas(markdown, 1, held);
      expect(text).not.toContain("$");
      expect(occurrences(text, held.length)).toEqual(held.map(() => 1));
      const written = held.map(({ tex, display }) => display ? `$$${tex}$$` : `$${tex}$`);
      expect(releaseFormulas(releaseDollars(text), written)).toBe(markdown);
    }));
  });
});
