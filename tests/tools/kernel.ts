import { join } from "node:path";
import { root } from "../../tools/paths.ts";
import { JupyterServer } from "../notebooks/jupyter_server.ts";

/** A message of a kernel's, as Jupyter's server passes it on. */
interface Message {
  readonly msg_type: string;
  readonly parent_header: { readonly msg_id?: string };
  readonly content: {
    readonly execution_state?: string;
    readonly status?: string;
    readonly data?: Readonly<Record<string, string>>;
    readonly text?: string;
    readonly ename?: string;
    readonly evalue?: string;
  };
}

/** What a cell left behind. */
export interface Executed {
  /** The plain text of its displays and streams, in order. */
  readonly texts: readonly string[];
  /** What it threw. */
  readonly error: string | undefined;
}

/** A kernel that hangs fails its test instead of holding up the others. */
const LONGEST_MS = 120_000;

/** A running kernel, for tests that a notebook cannot make: interrupts, and cells that fail. */
export class Kernel implements AsyncDisposable {
  readonly #server: JupyterServer;
  readonly #address: string;
  readonly #socket: WebSocket;
  readonly #deadline: ReturnType<typeof setTimeout>;
  #hear: (message: Message) => void = () => {};
  #fail: (error: Error) => void = () => {};

  private constructor(server: JupyterServer, address: string) {
    this.#server = server;
    this.#address = address;
    this.#socket = new WebSocket(`${address.replace("http", "ws")}/channels`);
    this.#socket.onmessage = ({ data }) => this.#hear(JSON.parse(data));
    this.#socket.onclose = () => this.#fail(new Error("The kernel is gone"));
    this.#deadline = setTimeout(() => this.#fail(new Error(`The kernel hangs: ${LONGEST_MS} ms went by`)), LONGEST_MS);
  }

  /** Starts a kernel in a folder; `env` may point Jupyter to other specifications. */
  static async start(
    name: string,
    { folder = join(root, "notebooks"), env = {} }: { folder?: string; env?: Record<string, string> } = {},
  ): Promise<Kernel> {
    const server = await JupyterServer.start({ module: "jupyter_server", folder, env });
    const kernels = `${server.address}api/kernels`;
    // Without a path a kernel starts where the server was started.
    const asked = JSON.stringify({ name, path: "" });
    const { id } = await (await fetch(kernels, { method: "POST", body: asked })).json();
    const kernel = new Kernel(server, `${kernels}/${id}`);
    await new Promise<void>((resolve, reject) => {
      kernel.#socket.onopen = () => resolve();
      kernel.#fail = reject;
    });
    return kernel;
  }

  /** Runs a cell to its end; `onText` hears each text as it comes. */
  async execute(code: string, onText: (text: string) => void = () => {}): Promise<Executed> {
    for (;;) {
      const { status, texts, error } = await this.#ask(code, onText);
      // tslab drops the cells that reach it within 200 ms of a failure: ask until it is run.
      if (status !== "abort") return { texts, error };
    }
  }

  /** What Jupyter's stop button does. */
  async interrupt(): Promise<void> {
    await this.#post("interrupt");
  }

  /** Ends the kernel, which has to do so by itself. */
  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.#deadline);
    this.#fail = () => {};
    const answer = await fetch(this.#address, { method: "DELETE" });
    await answer.body?.cancel();
    await this.#server[Symbol.asyncDispose]();
    if (this.#server.log.includes("Kernel is taking too long to finish")) throw new Error("The kernel did not end");
  }

  #ask(code: string, onText: (text: string) => void): Promise<Executed & { status: string }> {
    const msg_id = crypto.randomUUID();
    const { promise, resolve, reject } = Promise.withResolvers<Executed & { status: string }>();
    const texts: string[] = [];
    let error: string | undefined;
    let status: string | undefined;
    let idle = false;
    this.#fail = ({ message }) => reject(new Error(`${message}; it was running ${code}`));
    this.#hear = ({ msg_type, parent_header, content }) => {
      if (content.execution_state === "restarting") this.#fail(new Error("The kernel died"));
      if (parent_header.msg_id !== msg_id) return;
      const text = content.data?.["text/plain"] ?? content.text;
      if (text !== undefined) {
        texts.push(text);
        onText(text);
      }
      if (msg_type === "error") error = `${content.ename}: ${content.evalue}`;
      if (msg_type === "execute_reply") status = content.status;
      if (content.execution_state === "idle") idle = true;
      if (idle && status !== undefined) resolve({ texts, error, status });
    };
    const date = new Date().toISOString();
    const header = { msg_id, msg_type: "execute_request", username: "", session: "tests", date, version: "5.3" };
    const content = {
      code,
      ...{ silent: false, store_history: true, user_expressions: {}, allow_stdin: false, stop_on_error: true },
    };
    this.#socket.send(JSON.stringify({ channel: "shell", header, parent_header: {}, metadata: {}, content }));
    return promise;
  }

  async #post(action: string): Promise<void> {
    const answer = await fetch(`${this.#address}/${action}`, { method: "POST" });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`Cannot ${action} the kernel: ${answer.status}`);
  }
}
