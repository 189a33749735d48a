/** What the kernels ask of the program that runs them: Deno, Node, or neither (a browser). */

interface Process {
  readonly env: Readonly<Record<string, string | undefined>>;
  getBuiltinModule?(name: string): unknown;
}

interface WorkerThread {
  unref(): void;
}

interface Permissions {
  querySync(asked: { name: "env"; variable: string }): { state: string };
}

interface Globals {
  process?: Process;
  Deno?: { permissions?: Permissions; jupyter?: object };
  __tslab__?: object;
}

const { process, Deno: deno, __tslab__: tslab } = globalThis as Globals;

function builtin<T>(name: string): T | undefined {
  return process?.getBuiltinModule?.(name) as T | undefined;
}

/** An environment variable; undefined where there are none, or where reading it would ask for a permission. */
export function variable(name: string): string | undefined {
  if (deno?.permissions && deno.permissions.querySync({ name: "env", variable: name }).state !== "granted") {
    return undefined;
  }
  return process?.env[name];
}

/** Lets Node 20 compile relaxed SIMD; later versions and other hosts do without being asked. */
export function allowRelaxedSimd(): void {
  builtin<{ setFlagsFromString(flag: string): void }>("node:v8")?.setFlagsFromString(
    "--experimental-wasm-relaxed-simd",
  );
}

/** How many cores there are to use. */
export function cores(): number {
  const os = builtin<{ availableParallelism(): number }>("node:os");
  return os?.availableParallelism() ?? globalThis.navigator?.hardwareConcurrency ?? 1;
}

/** Whether this thread may wait: a browser's page may not, so it has no worker threads either. */
export function mayWait(): boolean {
  return process !== undefined || "WorkerGlobalScope" in globalThis;
}

/** Whether this program is a kernel of Jupyter's, whose cells can be interrupted. */
export function inKernel(): boolean {
  try {
    return tslab !== undefined || deno?.jupyter !== undefined;
  } catch {
    // Outside its kernel Deno throws at the mere look.
    return false;
  }
}

/**
 * Runs f where no interrupt strikes: in a kernel once the cell has ended, elsewhere at once. An interrupt cuts off
 * whatever a cell runs, the host's own code as well, which does not expect it: a thread cut off in its start kept its
 * kernel from ending, or brought it down.
 */
export function undisturbed(f: () => void): void {
  // A promise alone cannot be cut off in its middle; it may still be kept within the cell, and a timer is not.
  if (inKernel()) void Promise.resolve().then(() => setTimeout(f));
  else f();
}

/**
 * Starts a thread that evaluates `source`, a function of one parameter, with `data`. Nothing is awaited, and the thread
 * keeps no program from ending.
 */
export function startThread(source: string, data: unknown): void {
  const threads = builtin<{ Worker: new (source: string, options: object) => WorkerThread }>("node:worker_threads");
  if (threads) {
    // Not `require`: a thread inherits --input-type=module.
    const text = `(${source})(process.getBuiltinModule("node:worker_threads").workerData)`;
    new threads.Worker(text, { eval: true, workerData: data }).unref();
  } else {
    const text = `onmessage = (event) => (${source})(event.data)`;
    const worker = new Worker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
    worker.postMessage(data);
  }
}
