/** `deno task export`: executed notebooks -> `export/out/html` and `export/out/nnr.pdf`. */
import { join, relative } from "node:path";
import { out, root } from "../tools/paths.ts";
import { task, TaskError } from "../tools/task.ts";
import { writeSite } from "./html/site.ts";
import { writeBook } from "./print/book.ts";
import { chapterOf } from "./read/chapter.ts";
import { linkMentions } from "./read/mentions.ts";
import { readNotebooks } from "./read/notebook.ts";

/** Writes site and book of the executed notebooks in `folder/notebooks` beside them; `tell` hears of each step. */
export async function exportReport(
  folder: string = out,
  tell: (text: string) => void = timed(),
): Promise<void> {
  const source = join(folder, "notebooks");
  const notebooks = await readNotebooks(source);
  if (notebooks.length === 0) {
    throw new TaskError(`There are no executed notebooks in ${relative(root, source)}: deno task run makes them`);
  }
  const { version } = JSON.parse(await Deno.readTextFile(join(root, "deno.json")));
  const chapters = linkMentions(notebooks.map(chapterOf));
  await writeSite(chapters, join(folder, "html"), { onChapter: (name) => tell(`${name}: page`) });
  tell(`${relative(root, join(folder, "html", "index.html"))}`);
  await writeBook(chapters, folder, { version, onChapter: (name) => tell(`${name}: print`) });
  tell(`${relative(root, join(folder, "nnr.pdf"))}`);
}

/** Writes each step with the seconds it took. */
function timed(): (text: string) => void {
  let since = performance.now();
  return (text) => {
    const now = performance.now();
    console.error(`${text}, ${((now - since) / 1000).toFixed(1)} s`);
    since = now;
  };
}

if (import.meta.main) await task(() => exportReport());
