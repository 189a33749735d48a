/**
 * Executes the committed notebooks again, in place: `deno task notebooks [names] [--compare]`.
 *
 * Deno's kernel, budget standard, embedded data alone: the same bytes on every machine. With `--compare` nothing is
 * written, and a notebook whose bytes would change is an error.
 */
import { engine } from "nnr";
import { join } from "node:path";
import { run } from "./command.ts";
import { difference, unexecuted } from "./difference.ts";
import { execute } from "./execute.ts";
import { chosen, notebookFile, notebookNames, parseNotebook, readNotebook } from "./notebook.ts";
import { readOptions } from "./options.ts";
import { out } from "./paths.ts";
import { pictured, samePicture, writePicture } from "./picture.ts";
import { signNotebooks } from "./setup/trust.ts";
import { task, TaskError } from "./task.ts";
import { timed } from "./timed.ts";

const folder = join(out, "committed");

/** Refuses a notebook whose cells are not those of the last commit: outputs belong to committed cells. */
async function requireCommitted(name: string): Promise<void> {
  const { code, text } = await run("git", ["show", `HEAD:notebooks/${name}.ipynb`]);
  const then = code === 0 ? parseNotebook(text, name) : undefined;
  const now = await readNotebook(notebookFile(name));
  const changed = then ? difference(unexecuted(now), unexecuted(then)) : "it is not in it";
  if (changed) throw new TaskError(`${name} differs from the last commit, ${changed}: commit its cells, then run this`);
}

/** Executes a notebook as the committed ones are; gives the file of the result. */
async function executeCommitted(name: string): Promise<string> {
  const target = join(folder, `${name}.ipynb`);
  // An empty folder of data: neither the reader's own files nor downloaded ones change the outputs.
  const noData = join(folder, "no-data");
  await Deno.mkdir(noData, { recursive: true });
  const env = { NNR_BUDGET: "standard", NNR_DATA: noData };
  await timed(name, (onCell) => execute(notebookFile(name), { kernel: "deno", target, env, onCell }));
  return target;
}

/** Writes each notebook anew. */
async function rewrite(names: readonly string[]): Promise<void> {
  for (const name of names) await requireCommitted(name);
  for (const name of names) await Deno.rename(await executeCommitted(name), notebookFile(name));
  if (names.includes(pictured.notebook)) await writePicture(await readNotebook(notebookFile(pictured.notebook)));
  await signNotebooks();
}

/** Says which notebooks would change; the committed ones are made where products and sums are fused. */
async function compare(names: readonly string[]): Promise<void> {
  if (engine().arithmetic !== "fused") {
    console.log(
      "Notebooks: 0 passed, 0 failed, skipped: the committed bytes are of fused arithmetic, this machine's is plain",
    );
    return;
  }
  let failed = 0;
  for (const name of names) {
    const [file, target] = [notebookFile(name), await executeCommitted(name)];
    if (await Deno.readTextFile(file) === await Deno.readTextFile(target)) continue;
    failed++;
    const what = difference(await readNotebook(file), await readNotebook(target)) ?? "they are laid out differently";
    console.error(`${name} is not what its cells give: ${what} (what they give: ${target})`);
  }
  if (names.includes(pictured.notebook) && !await samePicture(await readNotebook(notebookFile(pictured.notebook)))) {
    throw new TaskError(
      "notebooks/picture.png is not the figure that README.md takes for its picture: run deno task notebooks",
    );
  }
  console.log(`Notebooks: ${names.length - failed} passed, ${failed} failed`);
  if (failed > 0) throw new TaskError("The committed outputs are not what the cells give: run deno task notebooks");
}

await task(async (words) => {
  const { values, rest } = readOptions(words, { compare: [] });
  const all = await notebookNames();
  const names = rest.length > 0 ? chosen(rest, all) : all;
  await (values.compare ? compare(names) : rewrite(names));
});
