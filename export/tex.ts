/** Which TeX a notebook may hold: what JupyterLab, the site and the book all read, and read alike. */
import { formulasIn } from "./read/formulas.ts";
import { holdCode } from "./read/markdown.ts";
import { writeFormula } from "./math/formula.ts";

/** What KaTeX reads, but JupyterLab's MathJax does not or the site's fonts do not show. */
const UNEQUAL: readonly (readonly [RegExp, string])[] = [
  [
    /\\(def|gdef|edef|let|newcommand|renewcommand|providecommand)\b/,
    "JupyterLab keeps a definition for all cells, the site for one formula",
  ],
  [/\\(R|N|Z|reals|Reals|natnums|cnums|Complex|argmin|argmax|plim|infin|empty|isin|bold)\b/, "only KaTeX has it"],
  [/\\mathbb\s*\{?\s*\d/, "the site's fonts have no digit of this kind, write \\mathbf"],
];

/** What is wrong with the formulas of a Markdown text, one sentence each. */
export function texProblems(markdown: string): string[] {
  const problems: string[] = [];
  for (const { tex, display } of formulasIn(markdown)) {
    const quoted = `the formula ${short(tex)}`;
    for (const [pattern, reason] of UNEQUAL) {
      const match = pattern.exec(tex);
      if (match) problems.push(`${quoted} has ${match[0].trim()}: ${reason}`);
    }
    const tags = tex.match(/\\tag\b/g)?.length ?? 0;
    if (tags > 1 || (tags === 1 && !display)) {
      problems.push(`${quoted} has a \\tag out of place: one for each $$…$$, none in $…$`);
      continue;
    }
    try {
      writeFormula({ tex: tex.replace(/\\tag\{[^}]*\}/, ""), display });
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      problems.push(`${quoted}: ${error.message}`);
    }
  }
  return [...problems, ...strayDollars(markdown)];
}

/** JupyterLab pairs dollars without looking at what they are beside, and takes `\$` for one. */
function strayDollars(markdown: string): string[] {
  const problems: string[] = [];
  for (const paragraph of holdCode(markdown).text.split(/\n\s*\n/)) {
    const environment = /\\begin\{\w+\*?\}|\\\\[([]/.exec(withoutFormulas(paragraph));
    if (environment) problems.push(`${environment[0]} stands outside of dollars: ${short(paragraph)}`);
    if (paragraph.includes("\\$")) problems.push(`\\$ begins a formula in JupyterLab: ${short(paragraph)}`);
    const text = withoutFormulas(paragraph);
    if (!text.replaceAll("\\$", "").includes("$")) continue;
    if (text !== paragraph || text.split("$").length > 2) {
      problems.push(
        `JupyterLab takes a single $ for the begin of a formula where another follows: ${short(paragraph)}`,
      );
    }
  }
  return problems;
}

function withoutFormulas(text: string): string {
  return formulasIn(text).reverse().reduce((left, { start, end }) => left.slice(0, start) + left.slice(end), text);
}

function short(text: string): string {
  const line = text.trim().replace(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
