/** A part of a document that a program writes, between `<!-- name -->` and `<!-- /name -->`; undefined when it has none. */
export function markedPart(text: string, name: string): string | undefined {
  return split(text, name)?.[1].trim();
}

/** The document with another part; as it was when it has no place for it. */
export function withMarkedPart(text: string, name: string, part: string): string {
  const found = split(text, name);
  if (!found) return text;
  const [before, , after] = found;
  return `${before}\n\n${part === "" ? "" : `${part}\n\n`}${after}`;
}

function split(text: string, name: string): [string, string, string] | undefined {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(begin) + begin.length, text.indexOf(end)];
  return from < begin.length || to < from ? undefined : [text.slice(0, from), text.slice(from, to), text.slice(to)];
}

/** A text without what the formatter adds to it. */
export function squeezed(text: string): string {
  return text.trim().replace(/\s+/g, " ").replace(/-{2,}/g, "--");
}
