/** Who takes part: this library and its peers, each a program that answers on its standard input and output. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { program, root } from "../tools/paths.ts";
import type { Work } from "./works.ts";

/** One way to run a library. */
export interface Peer {
  readonly peer: string;
  readonly runtime: "Deno" | "Node" | "Python";
  readonly threads: number;
  /** The program and its arguments; the last one, the work, is added. */
  readonly command: readonly string[];
  /** What else the program has to know. */
  readonly variant?: string;
  /** Why it cannot take part. */
  readonly absent?: string;
}

/** The folder of the peers' programs, with npm packages of its own. */
export const folder: string = join(root, "bench", "peers");

/** The programs that run them. */
export interface Programs {
  readonly node: string;
  /** A Python that has PyTorch and NumPy. */
  readonly python: string | undefined;
}

/** Who takes part in a work; those who are absent are among them. */
export function peersOf({ task, sweep, threads }: Work, programs: Programs): readonly Peer[] {
  const deno = [program("deno"), "run", "-A", "--no-check"];
  const python = programs.python === undefined
    ? { command: [], absent: "NNR_BENCH_PYTHON does not name a Python that has it" }
    : {};
  const npm = existsSync(join(folder, "node_modules")) ? {} : { absent: "not installed: deno task bench --install" };
  const runtimes = { Deno: deno, Node: [programs.node], Python: [programs.python ?? "python"] };
  const on =
    (peer: string, runtime: Peer["runtime"], file: string, rest: Partial<Peer> = {}) => (count: number): Peer => {
      return { peer, runtime, threads: count, command: [...runtimes[runtime], join(folder, file)], ...rest };
    };
  const eager = on("PyTorch eager", "Python", "pytorch.py", { variant: "eager", ...python });
  const own = [on("nnr", "Deno", "nnr.mjs"), on("nnr", "Node", "nnr.mjs")].flatMap((make) => threads.map(make));
  if (sweep) return [...own, ...threads.map(eager)];
  const most = Math.max(...threads.filter((count) => count <= 2));
  const numpy = on("NumPy", "Python", "with_numpy.py", python);
  const fully = task.kind !== "training" || task.net === "fc";
  return [
    ...own,
    ...threads.map(eager),
    ...(task.kind === "product"
      ? []
      : [on("PyTorch compiled", "Python", "pytorch.py", { variant: "compiled", ...python })(most)]),
    ...(fully ? threads.filter((count) => count <= most).map(numpy) : []),
    on("tfjs wasm", "Node", "tfjs.mjs", { variant: "wasm", ...npm })(1),
    on("tfjs cpu", "Node", "tfjs.mjs", { variant: "cpu", ...npm })(1),
    on("jax-js wasm", "Node", "jax.mjs", npm)(1),
    on("jax-js wasm", "Deno", "jax.mjs", npm)(navigator.hardwareConcurrency),
  ];
}
