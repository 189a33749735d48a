import { dirname, join, relative } from "node:path";
import { run, tail } from "./command.ts";
import { lostOutput } from "./guard.ts";
import { type Notebook, readNotebook, sourceOf } from "./notebook.ts";
import { environment, program, root } from "./paths.ts";
import { TaskError } from "./task.ts";

/** The kernels that execute notebooks. */
export type KernelName = "deno" | "tslab";

/** How a notebook is executed. */
export interface ExecuteOptions {
  readonly kernel: KernelName;
  /** Where the executed notebook is written. */
  readonly target: string;
  /** What is set, beside the reader's own environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Hears that a cell starts: its number and their number. */
  readonly onCell?: (cell: number, cells: number) => void;
}

/** What `execute.py` prints. */
interface Event {
  readonly cell?: number;
  readonly error?: string;
  readonly died?: boolean;
}

/**
 * Executes a notebook and writes it, with its outputs, to `target`.
 *
 * @throws {TaskError} when a cell fails (with its number, source and error) or an output is lost.
 */
export async function execute(file: string, { kernel, target, env = {}, onCell }: ExecuteOptions): Promise<Notebook> {
  const name = relative(root, file);
  const { cells } = await readNotebook(file);
  await Deno.remove(target).catch(() => {});
  await Deno.mkdir(dirname(target), { recursive: true });
  let current = 0;
  let failure: string | undefined;
  const onLine = (line: string): void => {
    if (!line.startsWith("{")) return;
    const { cell, error, died }: Event = JSON.parse(line);
    if (cell !== undefined) current = cell;
    if (error !== undefined) failure = plain(error);
    else if (died) failure = "The kernel ended (not enough memory?)";
    else onCell?.(current + 1, cells.length);
  };
  const partial = `${target}.part`;
  const { code, text } = await run(program("python"), [join(root, "tools", "execute.py"), file, kernel, partial], {
    env: { ...environment, ...env },
    onLine,
  });
  if (failure !== undefined) {
    const source = sourceOf(cells[current]!).replace(/^/gm, "    ");
    throw new TaskError(`${name}: cell ${current + 1} of ${cells.length} fails\n\n${source}\n\n${failure}`);
  }
  if (code !== 0) throw new TaskError(`${name} could not be executed under ${kernel}:\n${tail(text)}`);
  const executed = await readNotebook(partial);
  const lost = lostOutput(executed);
  if (lost) throw new TaskError(`${name}: an output was lost under ${kernel}: ${lost}; run it again`);
  await Deno.rename(partial, target);
  return executed;
}

/** A text without the colours of a terminal. */
function plain(text: string): string {
  // deno-lint-ignore no-control-regex
  return text.replace(/\x1b\[[0-9;]*m/g, "").trim();
}
