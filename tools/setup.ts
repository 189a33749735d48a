/**
 * Set-up: Python environment, npm packages, kernel specifications, the build of `nnr` for tslab, trust for the notebooks.
 *
 * Runs with nothing but Deno; everything it makes lies in the project's folder. A stamp, written last, says that a part
 * is done: it holds a hash of all that the part was made from.
 */
import { join } from "node:path";
import { run, tail } from "./command.ts";
import { filesBelow, hashOf } from "./hash.ts";
import { writeKernelSpecs } from "./kernel_specs.ts";
import { environment, jupyterFolders, program, root, venv } from "./paths.ts";
import { findNode, findPython, SetUpError } from "./prerequisites.ts";

export { SetUpError };

const inputs = ["deno.json", "deno.lock", "package.json", "requirements.txt"];

/** Brings the project's folder to where every task can run; does nothing, in well under two seconds, when it is there. */
export async function setUp({ force = false }: { force?: boolean } = {}): Promise<void> {
  using lock = await Deno.open(join(root, ".setup.lock"), { create: true, write: true });
  if (!await lock.tryLock(true)) {
    say("Another set-up is running in this folder; waiting for it");
    await lock.lock(true);
  }
  const python = await findPython();
  const node = await findNode();
  const tools = await filesBelow("tools", [".ts", ".mjs"]);
  const base = [root, Deno.build.os, Deno.build.arch, python.version, python.path, node.version, node.path];

  const setup = ["tools/setup.ts", "tools/kernel_specs.ts", "tools/paths.ts", ...inputs].filter((f) => exists(f));
  await part("environment", await hashOf(setup, base), force, async () => {
    await makeEnvironment(python.path);
    await installPackages();
    await writeKernelSpecs(node.path);
  });
  const library = await filesBelow("lib", [".ts"]);
  const build = tools.filter((f) => f.endsWith("build.mjs"));
  await part(
    "library",
    await hashOf([...library, ...build, ...inputs.filter(exists)], base),
    force,
    () => buildLibrary(node.path),
  );
  const notebooks = await filesBelow("notebooks", [".ipynb"]);
  await part("trust", await hashOf(notebooks, base), force, () => trust(notebooks));
}

/** Marks notebooks as trusted: JupyterLab runs no script of one that is not; the signature is of the content. */
export async function trust(notebooks: readonly string[]): Promise<void> {
  if (notebooks.length === 0) return;
  await must("signing the notebooks", program("python"), ["-m", "jupyter", "trust", ...notebooks]);
}

/** Does a part's work unless its stamp says that it was done with the same inputs. */
async function part(name: string, hash: string, force: boolean, work: () => Promise<void>): Promise<void> {
  const stamp = join(venv, `.stamp-${name}`);
  const done = await Deno.readTextFile(stamp).catch(() => "");
  const intact = exists("node_modules/nnr/package.json") || name !== "library";
  if (!force && done === hash && intact) return;
  await Deno.remove(stamp).catch(() => {});
  await work();
  await Deno.writeTextFile(stamp, hash);
}

async function makeEnvironment(python: string): Promise<void> {
  say("Python environment (.venv)");
  // Scripts inside a virtual environment name its folder, so one that was moved or broken is made afresh.
  await must("making the Python environment", python, ["-m", "venv", "--clear", venv]);
  // JupyterLab's yarn.js is CommonJS; without this the project's `"type": "module"` would hold for it too.
  await Deno.writeTextFile(join(venv, "package.json"), "{}\n");
  const pip = ["-m", "pip", "install", "--quiet", "--no-compile", "--disable-pip-version-check", "--requirement"];
  await must("installing the Python packages", program("python"), [...pip, join(root, "requirements.txt")]);
  // pypandoc's own path names the version of Python.
  const find = await must("finding pandoc", program("python"), [
    "-c",
    "import pypandoc; print(pypandoc.get_pandoc_path())",
  ]);
  await Deno.copyFile(find.trim(), program("pandoc"));
  if (Deno.build.os !== "windows") await Deno.chmod(program("pandoc"), 0o755);
  for (const folder of jupyterFolders) await Deno.mkdir(folder, { recursive: true });
  // JupyterLab neither asks about news nor looks for updates: it stays off the network.
  const settings = join(venv, "share", "jupyter", "lab", "settings");
  await Deno.mkdir(settings, { recursive: true });
  const quiet = { "@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false } };
  await Deno.writeTextFile(join(settings, "overrides.json"), JSON.stringify(quiet));
}

async function installPackages(): Promise<void> {
  say("npm packages (node_modules)");
  await must("installing the npm packages", program("deno"), ["install", "--quiet", "--frozen"]);
}

async function buildLibrary(node: string): Promise<void> {
  say("nnr for tslab (node_modules/nnr)");
  await must("building nnr for tslab", node, [join(root, "tools", "build.mjs")]);
}

/** Runs a step of the set-up; when it fails, says in one sentence what to do, and where the details are. */
async function must(step: string, command: string, args: readonly string[]): Promise<string> {
  const { code, text } = await run(command, args, { env: environment });
  if (code === 0) return text;
  const log = join(root, "setup.log");
  const written = await Deno.writeTextFile(log, `${command} ${args.join(" ")}\n\n${text}`).then(
    () => true,
    () => false,
  );
  throw new SetUpError(`${advice(step, text)}${written ? " (details in setup.log)" : `\n${tail(text)}`}`);
}

/** What to do about a failed step, from what it printed. */
export function advice(step: string, text: string): string {
  if (/no space left|ENOSPC|os error 28|disk quota/i.test(text)) {
    return `The disk is full while ${step}: free about 1.5 GB and run the command again`;
  }
  if (/ensurepip|No module named (venv|pip)/i.test(text)) {
    return `Python lacks its module venv while ${step}: install it (Debian, Ubuntu: apt install python3-venv) and run the command again`;
  }
  if (
    /name resolution|getaddrinfo|nodename nor servname|dns error|error sending request|ConnectionError|ConnectTimeout|timed? ?out|ProxyError|Network is unreachable|No matching distribution/i
      .test(text)
  ) {
    return `No package server answers while ${step}: the first set-up needs a network (behind a proxy, set HTTPS_PROXY), so connect and run the command again`;
  }
  if (/permission denied|EACCES|os error 13|read-only/i.test(text)) {
    return `The folder ${root} cannot be written while ${step}: make it writable or copy the project elsewhere, then run the command again`;
  }
  return `Set-up failed while ${step}: see the details, then run \`deno task setup --force\``;
}

function exists(file: string): boolean {
  try {
    return Deno.statSync(join(root, file)).isFile;
  } catch {
    return false;
  }
}

function say(text: string): void {
  console.error(`set-up: ${text}`);
}

if (import.meta.main) {
  try {
    await setUp({ force: Deno.args.includes("--force") });
    console.error("set-up: done");
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    console.error(`\n${error.message}`);
    Deno.exit(1);
  }
}
