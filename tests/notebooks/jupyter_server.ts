import { environment, program } from "../../tools/paths.ts";
import { whenListening } from "./when_listening.ts";

/** How a server is started. */
export interface ServerOptions {
  /** JupyterLab, or the server below it, which starts sooner. */
  readonly module: "jupyterlab" | "jupyter_server";
  /** The folder that it serves, and starts kernels in. */
  readonly folder: string;
  /** What is set, beside what the tasks set. */
  readonly env?: Readonly<Record<string, string>>;
  /** What is added to its command. */
  readonly options?: readonly string[];
}

/** A Jupyter of its own on a free port of this machine, with nothing of the reader's. */
export class JupyterServer implements AsyncDisposable {
  readonly #process: Deno.ChildProcess;
  readonly #log: ServerLog;

  private constructor(process: Deno.ChildProcess, log: ServerLog, readonly address: string) {
    this.#process = process;
    this.#log = log;
  }

  /** Starts a server and waits until it takes connections. */
  static async start({ module, folder, env = {}, options = [] }: ServerOptions): Promise<JupyterServer> {
    const process = new Deno.Command(program("python"), {
      args: [
        "-m",
        module,
        "--no-browser",
        "--allow-root",
        "--ip=127.0.0.1",
        "--port=0",
        "--IdentityProvider.token=",
        "--ServerApp.disable_check_xsrf=True",
        `--ServerApp.root_dir=${folder}`,
        // Says which kernels do not end by themselves, and not before they had the time to.
        "--log-level=DEBUG",
        "--KernelManager.shutdown_wait_time=20",
        ...options,
      ],
      env: { ...environment, ...env },
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).spawn();
    const log = new ServerLog(process.stderr);
    const [address] = await log.find(/http:\/\/127\.0\.0\.1:\d+\//);
    await whenListening(address);
    return new JupyterServer(process, log, address);
  }

  /** What the server has said so far. */
  get log(): string {
    return this.#log.text;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.kill("SIGTERM");
    await this.#process.status;
    await this.#log.ended;
  }
}

/** What a server says, read to its end so that the server never waits. */
class ServerLog {
  text = "";
  readonly ended: Promise<void>;
  #heard: () => void = () => {};

  constructor(stream: ReadableStream<Uint8Array>) {
    this.ended = this.#read(stream);
  }

  async #read(stream: ReadableStream<Uint8Array>): Promise<void> {
    for await (const part of stream.pipeThrough(new TextDecoderStream())) {
      this.text += part;
      this.#heard();
    }
  }

  /** Waits until the log holds a pattern. */
  async find(pattern: RegExp): Promise<RegExpExecArray> {
    let ended = false;
    void this.ended.then(() => {
      ended = true;
      this.#heard();
    });
    for (;;) {
      const found = pattern.exec(this.text);
      if (found) return found;
      if (ended) throw new Error(`Jupyter did not start:\n${this.text}`);
      await new Promise<void>((resolve) => this.#heard = resolve);
    }
  }
}
