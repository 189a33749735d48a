/** What has to be on the machine before set-up: Node and Python. */
import { run } from "../command.ts";
import { TaskError } from "../task.ts";

/** A program that was found. */
export interface Found {
  path: string;
  version: string;
}

/** Python 3.10 or later with `venv`; `NNR_PYTHON` names one to use. */
export async function findPython(): Promise<Found> {
  const own = Deno.env.get("NNR_PYTHON");
  const minors = [14, 13, 12, 11, 10].map((minor) => `python3.${minor}`);
  const seen: string[] = [];
  for (const name of own ? [own] : ["python3", "python", ...minors, "py"]) {
    const probe = "import sys; print(sys.executable); print('.'.join(map(str, sys.version_info[:3])))";
    const [path, version] = await ask(name, ["-c", probe]);
    if (!path || !version) continue;
    const [major = 0, minor = 0] = version.split(".").map(Number);
    if (major === 3 && minor >= 10) return { path, version };
    seen.push(`${path} is ${version}`);
  }
  const met = seen.length > 0
    ? `, but ${seen.join(", ")}`
    : `, but ${own ?? "no python3"} ${own ? "does not run" : "was found"}`;
  throw new TaskError(`Python 3.10 or later is needed${met}: install it, or set NNR_PYTHON to the program to use`);
}

/** Node 20.19, 22.12 or later: tslab has to `require` an ES module. */
export async function findNode(): Promise<Found> {
  const [path, version] = await ask("node", ["-p", "process.execPath + '\\n' + process.versions.node"]);
  if (!path || !version) {
    throw new TaskError(
      "Node 20.19, 22.12 or later is needed, but no node was found: install it from nodejs.org or your system's packages",
    );
  }
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19)) return { path, version };
  throw new TaskError(`Node 20.19, 22.12 or later is needed, but ${path} is ${version}: install a newer one`);
}

/** The lines that a program prints; none when it is absent or fails. */
async function ask(program: string, args: readonly string[]): Promise<string[]> {
  try {
    const { code, text } = await run(program, args);
    return code === 0 ? text.trim().split(/\r?\n/) : [];
  } catch {
    return [];
  }
}
