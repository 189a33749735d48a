import { basename, dirname, relative } from "node:path";
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

/**
 * Executes a notebook with nbconvert and writes it, with its outputs, to `target`: nothing in it tells when or by which
 * kernel it was made.
 *
 * @throws {TaskError} when a cell fails (with its number, source and error) or an output is lost.
 */
export async function execute(file: string, { kernel, target, env = {}, onCell }: ExecuteOptions): Promise<Notebook> {
  const name = relative(root, file);
  const { cells, metadata } = await readNotebook(file);
  await Deno.remove(target).catch(() => {});
  await Deno.mkdir(dirname(target), { recursive: true });
  // nbconvert passes over empty cells, and tells of the others as they start.
  const code = cells.flatMap((cell, i) => cell.cell_type === "code" && sourceOf(cell).trim() !== "" ? [i] : []);
  let started = 0;
  const onLine = (line: string): void => {
    if (!line.endsWith("] Executing cell:")) return;
    started++;
    onCell?.(code[started - 1]! + 1, cells.length);
  };
  const partial = `${target}.part.ipynb`;
  const options = [
    `--ExecutePreprocessor.kernel_name=${kernel}`,
    "--ExecutePreprocessor.record_timing=False",
    "--log-level=DEBUG",
    `--output-dir=${dirname(partial)}`,
    `--output=${basename(partial)}`,
  ];
  const nbconvert = ["-m", "nbconvert", "--to", "notebook", "--execute", ...options, file];
  const outcome = await run(program("python"), nbconvert, { env: { ...environment, ...env }, onLine });
  if (outcome.code !== 0) {
    const reason = failure(outcome.text);
    if (started === 0 || !reason) {
      throw new TaskError(`${name} could not be executed under ${kernel}:\n${tail(outcome.text)}`);
    }
    const current = code[started - 1]!;
    const source = sourceOf(cells[current]!).replace(/^/gm, "    ");
    throw new TaskError(`${name}: cell ${current + 1} of ${cells.length} fails\n\n${source}\n\n${reason}`);
  }
  const executed = anonymous(await readNotebook(partial), metadata);
  await Deno.remove(partial);
  const lost = lostOutput(executed);
  if (lost) throw new TaskError(`${name}: an output was lost under ${kernel}: ${lost}; run it again`);
  await Deno.writeTextFile(target, `${JSON.stringify(executed, null, 1)}\n`);
  return executed;
}

/** What a cell died of, from nbconvert's log. */
function failure(log: string): string | undefined {
  if (log.includes("DeadKernelError")) return "The kernel ended (not enough memory?)";
  const rule = "------------------\n";
  const said = plain(log).split("while executing the following cell:\n")[1]?.split(rule).slice(2).join(rule);
  return said?.replace(/^\s*----- stderr -----\n|-+\s*$/g, "").trim();
}

/** The same for every kernel: cells counted from 1, the notebook's own metadata. */
function anonymous(executed: Notebook, metadata: Notebook["metadata"]): Notebook {
  let count = 0;
  const cells = executed.cells.map((cell) => cell.cell_type === "code" ? { ...cell, execution_count: ++count } : cell);
  return { ...executed, cells, metadata };
}

/** A text without the colours of a terminal. */
function plain(text: string): string {
  // deno-lint-ignore no-control-regex
  return text.replace(/\x1b\[[0-9;]*m/g, "").trim();
}
