/**
 * Set-up: Python environment, npm packages, kernel specifications, the build of `nnr` for tslab, trust for the notebooks.
 *
 * Runs with nothing but Deno; everything it makes lies in the project's folder, and a second run finds it made.
 */
import { join } from "node:path";
import { program, root } from "./paths.ts";
import { advice, must } from "./setup/advice.ts";
import { writeKernelSpecs } from "./setup/kernel_specs.ts";
import { installNpmPackages } from "./setup/npm_packages.ts";
import { findNode, findPython } from "./setup/prerequisites.ts";
import { installPythonPackages } from "./setup/python_packages.ts";
import { signNotebooks } from "./setup/trust.ts";
import { task, TaskError } from "./task.ts";

/** Brings the project's folder to where every task can run; does nothing, in well under two seconds, when it is there. */
export async function setUp({ force = false }: { force?: boolean } = {}): Promise<void> {
  try {
    using lock = await Deno.open(join(root, ".setup.lock"), { create: true, write: true });
    if (!await lock.tryLock(true)) {
      console.error("set-up: another one is running in this folder; waiting for it");
      await lock.lock(true);
    }
    const python = await findPython();
    const node = await findNode();
    await installPythonPackages(python, force);
    await installNpmPackages(program("deno"), force);
    await writeKernelSpecs(node.path);
    await must("building nnr for tslab", node.path, [join(root, "tools", "build.mjs")]);
    await signNotebooks();
  } catch (error) {
    throw error instanceof TaskError ? error : new TaskError(advice("setting up", String(error)));
  }
}

if (import.meta.main) {
  await task(async (args) => {
    await setUp({ force: args.includes("--force") });
    console.error("set-up: done");
  });
}
