import { trie } from "./generated.ts";
import { LanguageModel } from "./language_model.ts";

let model: LanguageModel | undefined;

/**
 * English in capitals: words of SCOWL's commonest levels, weighted by how common they are, and numbers.
 *
 * n-grams of up to eight characters by the method of Witten and Bell (1991), pruned by Stolcke's (1998): see
 * `tools/language/`. Unpacked when it is first asked for.
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { english } from "nnr";
 *
 * const bits = (text: string): number => -english().logProbabilityOf(text) / Math.LN2;
 * expect(bits("GOOD")).toBeLessThan(bits("G00D"));
 * expect(bits("2001")).toBeLessThan(bits("2OO1"));
 * ```
 */
export function english(): LanguageModel {
  model ??= new LanguageModel(trie);
  return model;
}
