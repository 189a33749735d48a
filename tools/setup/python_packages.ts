import { join } from "node:path";
import { jupyterFolders, program, root, venv } from "../paths.ts";
import { must } from "./advice.ts";
import type { Found } from "./prerequisites.ts";
import { once } from "./stamp.ts";

/** Makes the Python environment: JupyterLab, Deno, pandoc and Typst, all inside `.venv`. */
export async function installPythonPackages(python: Found, force: boolean): Promise<void> {
  const part = {
    stamp: join(venv, ".stamp"),
    files: ["requirements.txt", "tools/setup/python_packages.ts"],
    // Scripts inside a Python environment name its folder: one that was moved is made afresh.
    words: [root, Deno.build.target, python.path, python.version],
  };
  await once(part, async () => {
    console.error("set-up: Python packages (.venv)");
    await must("making the Python environment", python.path, ["-m", "venv", "--clear", venv]);
    // JupyterLab's yarn.js is CommonJS; without this the project's `"type": "module"` would hold for it too.
    await Deno.writeTextFile(join(venv, "package.json"), "{}\n");
    const pip = ["-m", "pip", "install", "--quiet", "--no-compile", "--disable-pip-version-check", "--requirement"];
    await must("installing the Python packages", program("python"), [...pip, join(root, "requirements.txt")]);
    // pypandoc's own path names the version of Python.
    const where = "import pypandoc; print(pypandoc.get_pandoc_path())";
    const pandoc = await must("finding pandoc", program("python"), ["-c", where]);
    await Deno.copyFile(pandoc.trim(), program("pandoc"));
    if (Deno.build.os !== "windows") await Deno.chmod(program("pandoc"), 0o755);
    for (const folder of jupyterFolders) await Deno.mkdir(folder, { recursive: true });
    // JupyterLab neither asks about news nor looks for updates: it stays off the network.
    const settings = join(venv, "share", "jupyter", "lab", "settings");
    await Deno.mkdir(settings, { recursive: true });
    const quiet = { "@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false } };
    await Deno.writeTextFile(join(settings, "overrides.json"), JSON.stringify(quiet));
  }, force);
}
