/** What a text names by its number becomes a link to it: `Theorem 1.2`, `Figure 2.1`, `formula (1.3)`. */
import { type Chapter, mapMarkdown } from "./chapter.ts";

/** Where a name leads: `Theorem 1.2` to `01_theory.ipynb#theorem-1-2`. */
type Places = ReadonlyMap<string, { readonly chapter: string; readonly id: string }>;

const KIND = "Theorem|Lemma|Corollary|Proposition|Definition|Figure|Table";
/** Links, what is bold (a theorem's own name) and headings stay as they are. */
const MENTION = new RegExp(
  String
    .raw`\[[^\]]*\]\([^)]*\)|\*\*[^*]+\*\*|^#.*$|\b(?:${KIND})\s\d+\.\d+\b|(?:[Ff]ormula|[Ee]quation)\s\(\d+\.\d+\)`,
  "gm",
);

/** Links the mentions of all chapters, across them too. */
export function linkMentions(chapters: readonly Chapter[]): Chapter[] {
  const places = placesIn(chapters);
  return chapters.map((chapter) => {
    const link = (prose: string): string =>
      prose.replace(MENTION, (mention) => {
        const place = places.get(mention.replace(/\s/, " ").replace(/^(formula|equation) /i, ""));
        if (!place) return mention;
        return `[${mention}](${place.chapter === chapter.name ? "" : `${place.chapter}.ipynb`}#${place.id})`;
      });
    return { ...chapter, cells: mapMarkdown(chapter.cells, link) };
  });
}

function placesIn(chapters: readonly Chapter[]): Places {
  const places = new Map<string, { chapter: string; id: string }>();
  for (const { name, cells, formulas } of chapters) {
    const put = (text: string, id: string): void => void places.set(text, { chapter: name, id });
    for (const { tag, id } of formulas) if (tag !== undefined && id !== undefined) put(`(${tag})`, id);
    for (const cell of cells) {
      const theorem = new RegExp(String.raw`<div class="theorem" id="([\w-]+)">\s*\*\*((?:${KIND}) \d+\.\d+)`, "g");
      for (const [, id, label] of cell.source.matchAll(theorem)) put(label!, id!);
      for (const { data, shown } of cell.outputs) {
        const label = /\b(Figure|Table) \d+\.\d+/.exec(String(data["text/html"] ?? data["text/markdown"] ?? ""))?.[0];
        if (label && shown.figure) put(label, `figure-${shown.figure}`);
        if (label && shown.table) put(label, `table-${shown.table}`);
      }
    }
  }
  return places;
}
