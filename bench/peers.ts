/** Who takes part: this library and its peers, each a program that answers on its standard input and output. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { program, root } from "../tools/paths.ts";
import { COMPARED, type Work } from "./works.ts";

/** One way to run a library. */
export interface Peer {
  readonly peer: string;
  readonly runtime: "Deno" | "Node" | "Python";
  readonly threads: number;
  /** The program and its arguments; the last one, the work, is added. */
  readonly command: readonly string[];
  /** What else the program has to know. */
  readonly variant?: string;
  /** How long its threads go on looking for work after a turn, in milliseconds; a few unless given. */
  readonly lingers?: number;
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
export function peersOf({ task, sweep, threads }: Work, { node, python }: Programs): readonly Peer[] {
  const pip = python === undefined ? { absent: "NNR_BENCH_PYTHON names no Python that has it" } : {};
  const npm = existsSync(join(folder, "node_modules")) ? {} : { absent: "not installed: deno task bench --install" };
  const runtimes = { Deno: [program("deno"), "run", "-A", "--no-check"], Node: [node], Python: [python ?? ""] };
  const way =
    (peer: string, runtime: Peer["runtime"], file: string, rest: Partial<Peer> = {}) => (threads: number): Peer => {
      return { peer, runtime, threads, command: [...runtimes[runtime], join(folder, file)], ...rest };
    };
  const eager = way("PyTorch eager", "Python", "pytorch.py", { variant: "eager", ...pip });
  const compiled = way("PyTorch compiled", "Python", "pytorch.py", { variant: "compiled", ...pip });
  const numpy = way("NumPy", "Python", "with_numpy.py", { lingers: 150, ...pip });
  const always = [way("nnr", "Deno", "nnr.mjs"), way("nnr", "Node", "nnr.mjs"), eager].flatMap((on) => threads.map(on));
  if (sweep) return always;
  if (task.kind === "components") return [...always, ...[1, COMPARED].map(numpy)];
  return [
    ...always,
    ...task.kind === "product" ? [] : [compiled(COMPARED)],
    ...task.kind === "training" && task.net !== "fc" ? [] : [1, COMPARED].map(numpy),
    way("tfjs wasm", "Node", "tfjs.mjs", { variant: "wasm", ...npm })(1),
    way("tfjs cpu", "Node", "tfjs.mjs", { variant: "cpu", ...npm })(1),
    way("jax-js wasm", "Node", "jax.mjs", { lingers: 600, ...npm })(1),
    way("jax-js wasm", "Deno", "jax.mjs", { lingers: 600, ...npm })(navigator.hardwareConcurrency),
  ];
}
