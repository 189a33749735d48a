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

if (import.meta.main) await task(runNotebooks);
