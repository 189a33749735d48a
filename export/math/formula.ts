/** TeX -> page and print. */
import katex from "katex";
import type { Formula } from "../read/formulas.ts";
import { typstMath } from "./typst_math.ts";

/** A formula for both. */
export interface Written {
  readonly html: string;
  /** What stands between Typst's dollars. */
  readonly typst: string;
}

/**
 * Writes a formula; KaTeX reads it for both, and its MathML becomes print.
 *
 * @throws {SyntaxError} when KaTeX cannot read it, or print has no form for what it says.
 */
export function writeFormula({ tex, display }: Pick<Formula, "tex" | "display">): Written {
  let html: string;
  try {
    html = katex.renderToString(tex, { displayMode: display, throwOnError: true, strict: "error" });
  } catch (error) {
    const reason = (error as Error).message.replace(/^(KaTeX parse error: )?(LaTeX-incompatible[^:]*: )?/, "");
    throw new SyntaxError(`KaTeX cannot read it: ${reason}`);
  }
  return { html, typst: typstMath(/<math[\s\S]*<\/math>/.exec(html)![0]) };
}
