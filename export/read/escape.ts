/** Text in HTML. */
const entities: readonly (readonly [string, string])[] = [["&", "&amp;"], ["<", "&lt;"], [">", "&gt;"], [
  '"',
  "&quot;",
]];

/** Text for the inside of an element or attribute. */
export function escapeHtml(text: string): string {
  return entities.reduce((escaped, [sign, entity]) => escaped.replaceAll(sign, entity), text);
}

/** The text that was escaped. */
export function unescapeHtml(text: string): string {
  return entities.toReversed().reduce((plain, [sign, entity]) => plain.replaceAll(entity, sign), text);
}
