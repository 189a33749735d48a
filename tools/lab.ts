/** Opens the notebooks in JupyterLab: `deno task lab [--budget quick|standard|full] [JupyterLab's own options]`. */
import { join } from "node:path";
import { hand } from "./command.ts";
import { budgets, readOptions } from "./options.ts";
import { environment, program, root } from "./paths.ts";
import { task } from "./task.ts";

await task(async (words) => {
  const { values, rest } = readOptions(words, { budget: budgets }, { others: true });
  const env = { ...environment, ...values.budget ? { NNR_BUDGET: values.budget } : {} };
  const own = [
    `--ServerApp.root_dir=${join(root, "notebooks")}`,
    "--KernelSpecManager.ensure_native_kernel=False",
    "--KernelSpecManager.allowed_kernelspecs=deno",
    "--KernelSpecManager.allowed_kernelspecs=tslab",
  ];
  Deno.exit(await hand(program("python"), ["-m", "jupyterlab", ...own, ...rest], env));
});
