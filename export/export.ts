/** `deno task export`: executed notebooks -> `export/out/html` and `export/out/nnr.pdf`. */
import { join } from "node:path";
import { out, root } from "../tools/paths.ts";
import { writeBook } from "./print/book.ts";
import { chapterOf } from "./read/chapter.ts";
import { ExportError } from "./read/export_error.ts";
import { linkMentions } from "./read/mentions.ts";
import { readNotebooks } from "./read/notebook.ts";
import { writeSite } from "./html/site.ts";

async function main(): Promise<void> {
  const notebooks = await readNotebooks(join(out, "notebooks"));
  if (notebooks.length === 0) {
    console.error("There are no executed notebooks in export/out/notebooks: deno task run makes them");
    Deno.exit(1);
  }
  const { version } = JSON.parse(await Deno.readTextFile(join(root, "deno.json")));
  let since = performance.now();
  const tell = (text: string): void => {
    const now = performance.now();
    console.log(`${text.padEnd(44)} ${((now - since) / 1000).toFixed(1).padStart(5)} s`);
    since = now;
  };
  const chapters = linkMentions(notebooks.map(chapterOf));
  await writeSite(chapters, join(out, "html"), { onChapter: (name) => tell(`page   ${name}`) });
  await writeBook(chapters, out, { version, onChapter: (name) => tell(`print  ${name}`) });
  tell("book   export/out/nnr.pdf");
}

try {
  await main();
} catch (error) {
  if (!(error instanceof ExportError)) throw error;
  console.error(error.message);
  Deno.exit(1);
}
