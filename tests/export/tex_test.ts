import { expect } from "expect";
import { describe, it } from "node:test";
import { texProblems } from "../../export/tex.ts";

const wrong: Readonly<Record<string, RegExp>> = {
  "$\\label{a} x$": /KaTeX cannot read it: Undefined control sequence: \\label/,
  "$x_$": /KaTeX cannot read it/,
  "$\\color{red} x$": /no colours/,
  "$a \\newline b$": /KaTeX cannot read it|breaks no line/,
  "$\\cancel{x}$": /print has no form for what KaTeX writes as <menclose>/,
  "$$\\begin{array}{lr} a & b \\end{array}$$": /one alignment for all columns/,
  "$\\newcommand{\\a}{b} \\a$": /keeps a definition for all cells/,
  "$x \\in \\R$": /has \\R: only KaTeX has it/,
  "$\\mathbb{1}$": /no digit of this kind/,
  "$10 % 3$": /KaTeX cannot read it: % comment has no terminating newline/,
  "$x \\tag{1}$": /\\tag out of place/,
  "$$x \\tag{1} \\tag{2}$$": /\\tag out of place/,
  "\\begin{align} x \\end{align}": /stands outside of dollars/,
  "it costs \\$5": /begins a formula in JupyterLab/,
  "it costs $5, not $x$": /takes a single \$ for the begin of a formula/,
  "from $5 to $7": /takes a single \$ for the begin of a formula/,
};
const right = [
  "$\\operatorname*{arg\\,max}_i x_i$, $\\lVert x \\rVert_2$ and $10\\,\\%$",
  "it costs $5\n\nand $x$ not",
  "`$` and `${a}` and $x$",
  "$$ x \\tag{1.1} $$",
  "$\\mathbf{1}^\\top \\mathbb{R} \\notin$",
];

describe("texProblems()", () => {
  for (const [markdown, reason] of Object.entries(wrong)) {
    it(`tells what is wrong with ${markdown}`, () => {
      const problems = texProblems(markdown);
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatch(reason);
    });
  }
  for (const markdown of right) {
    it(`has nothing against ${JSON.stringify(markdown)}`, () => expect(texProblems(markdown)).toEqual([]));
  }
});
