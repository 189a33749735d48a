import { measuredText } from "./bound.ts";
import { show } from "./show.ts";

/**
 * Prose whose numbers come from the run: a tagged template in Markdown. Numbers are written to three significant digits;
 * `percent(x)` and `numberText(x, digits)` write them otherwise.
 */
export function say(parts: TemplateStringsArray, ...values: readonly (number | string)[]): void {
  const text = parts.map((part, i) => part + (i < values.length ? measuredText(values[i]!) : "")).join("");
  show({ "text/markdown": text, "text/plain": text });
}
