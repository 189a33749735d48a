/**
 * Executes the committed notebooks again, in place: `deno task notebooks [names] [--compare]`.
 *
 * Deno's kernel, budget standard, embedded data alone: the same bytes on every machine. With `--compare` nothing is
 * written, and a notebook whose bytes would change is an error.
 */
import { join } from "node:path";
import { run } from "./command.ts";
import { difference } from "./difference.ts";
import { execute } from "./execute.ts";
import {
  chosen,
  type Notebook,
  notebookFile,
  notebookNames,
  parseNotebook,
  readNotebook,
  sourceOf,
} from "./notebook.ts";
import { readOptions } from "./options.ts";
import { out } from "./paths.ts";
import { signNotebooks } from "./setup/trust.ts";
import { task, TaskError } from "./task.ts";
import { timed } from "./timed.ts";

/** Refuses a notebook whose cells are not those of the last commit: outputs must belong to committed cells. */
async function requireCommitted(name: string): Promise<void> {
  const { code, text } = await run("git", ["show", `HEAD:notebooks/${name}.ipynb`]);
  if (code !== 0) throw new TaskError(`${name} is not in the last commit: commit its cells first, then its outputs`);
  const cells = ({ cells }: Notebook): string[] =>
    cells.map((cell) => `${cell.cell_type} ${cell.id}\n${sourceOf(cell)}`);
  const [now, then] = [cells(await readNotebook(notebookFile(name))), cells(parseNotebook(text, name))];
  const changed = now.findIndex((cell, i) => cell !== then[i]);
  if (changed >= 0 || now.length !== then.length) {
    const where = changed >= 0 ? `cell ${changed + 1}` : "the number of cells";
    throw new TaskError(`${name} differs from the last commit in ${where}: commit its cells first, then its outputs`);
  }
}

await task(async (words) => {
  const { values, rest } = readOptions(words, { compare: [] });
  const all = await notebookNames();
  const names = rest.length > 0 ? chosen(rest, all) : all;
  const compare = values.compare !== undefined;
  if (!compare) { for (const name of names) await requireCommitted(name); }
  const folder = join(out, "committed");
  // An empty folder of data: neither the reader's own nor downloaded files change the committed outputs.
  const noData = join(folder, "no-data");
  await Deno.mkdir(noData, { recursive: true });
  let differing = 0;
  for (const name of names) {
    const target = join(folder, `${name}.ipynb`);
    const env = { NNR_BUDGET: "standard", NNR_DATA: noData };
    const executed = await timed(
      name,
      (onCell) => execute(notebookFile(name), { kernel: "deno", target, env, onCell }),
    );
    const file = notebookFile(name);
    if (!compare) {
      await Deno.rename(target, file);
    } else if (await Deno.readTextFile(file) !== await Deno.readTextFile(target)) {
      differing++;
      const what = difference(await readNotebook(file), executed) ?? "they are laid out differently";
      console.error(`${name} is not what its cells give: ${what} (the new one is ${target})`);
    }
  }
  if (!compare) await signNotebooks();
  if (differing > 0) throw new TaskError(`${differing} of ${names.length} notebooks differ: run deno task notebooks`);
  if (compare) console.error(`${names.length} notebooks are what their cells give`);
});
