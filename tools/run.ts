/** Executes notebooks: `deno task run [names] [--kernel deno|tslab] [--budget quick|standard|full]`. */
import { join } from "node:path";
import { execute, type KernelName } from "./execute.ts";
import { chosen, notebookFile, notebookNames } from "./notebook.ts";
import { budgets, readOptions } from "./options.ts";
import { out } from "./paths.ts";
import { task } from "./task.ts";
import { timed } from "./timed.ts";

/** Executes the notebooks that are named, or all but the solutions, into `export/out/notebooks`. */
export async function runNotebooks(words: readonly string[]): Promise<void> {
  const { values, rest } = readOptions(words, { kernel: ["deno", "tslab"], budget: budgets });
  const all = await notebookNames();
  const names = rest.length > 0 ? chosen(rest, all) : all.filter((name) => !name.startsWith("solutions/"));
  const kernel = (values.kernel ?? "deno") as KernelName;
  const folder = kernel === "deno" ? join(out, "notebooks") : join(out, "notebooks", kernel);
  // A notebook that is no longer there leaves the report too.
  for (const name of await executedIn(folder)) {
    if (!all.includes(name)) await Deno.remove(join(folder, `${name}.ipynb`));
  }
  for (const name of names) {
    await timed(name, (onCell) =>
      execute(notebookFile(name), {
        kernel,
        target: join(folder, `${name}.ipynb`),
        env: values.budget ? { NNR_BUDGET: values.budget } : {},
        onCell,
      }));
  }
}

/** The notebooks that were executed into a folder before. */
async function executedIn(folder: string): Promise<string[]> {
  await Deno.mkdir(folder, { recursive: true });
  const entries = await Array.fromAsync(Deno.readDir(folder));
  return entries.map(({ name }) => name).filter((name) => name.endsWith(".ipynb")).map((name) => name.slice(0, -6));
}

if (import.meta.main) await task(runNotebooks);
