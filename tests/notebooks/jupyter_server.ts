import { join } from "node:path";
import { environment, program } from "../../tools/paths.ts";
import { whenListening } from "./when_listening.ts";

/** A JupyterLab of its own on a free port of this machine, with the notebooks of a folder and nothing of the reader's. */
export class JupyterServer implements AsyncDisposable {
  readonly #process: Deno.ChildProcess;
  readonly #env: Record<string, string>;
  readonly #folder: string;
  /** The rest of what the server says, read so that it does not wait. */
  readonly #log: Promise<void>;

  private constructor(
    process: Deno.ChildProcess,
    folder: string,
    env: Record<string, string>,
    readonly address: string,
    log: Promise<void>,
  ) {
    this.#process = process;
    this.#folder = folder;
    this.#env = env;
    this.#log = log;
  }

  /** Starts a server; `folder` holds `notebooks/`, and takes Jupyter's own folders. */
  static async start(folder: string): Promise<JupyterServer> {
    const env = { ...environment, JUPYTER_DATA_DIR: join(folder, "data"), JUPYTER_CONFIG_DIR: join(folder, "config") };
    const settings = join(folder, "config", "lab", "user-settings", "@jupyterlab", "notebook-extension");
    await Deno.mkdir(settings, { recursive: true });
    // All cells are drawn, not those in sight alone.
    await Deno.writeTextFile(join(settings, "tracker.jupyterlab-settings"), '{ "windowingMode": "none" }');
    const process = new Deno.Command(program("python"), {
      args: [
        "-m",
        "jupyterlab",
        "--no-browser",
        "--allow-root",
        "--ip=127.0.0.1",
        "--port=0",
        "--IdentityProvider.token=",
        `--ServerApp.root_dir=${join(folder, "notebooks")}`,
      ],
      env,
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).spawn();
    const log = process.stderr.pipeThrough(new TextDecoderStream()).getReader();
    let said = "";
    for (let part = await log.read(); !part.done; part = await log.read()) {
      said += part.value;
      const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(said)?.[0];
      if (!address) continue;
      await whenListening(address);
      return new JupyterServer(process, folder, env, address, drain(log));
    }
    throw new Error(`JupyterLab did not start:\n${said}`);
  }

  /** Signs notebooks, as set-up does with the committed ones. */
  async trust(names: readonly string[]): Promise<void> {
    const { success, stderr } = await new Deno.Command(program("python"), {
      args: ["-m", "jupyter", "trust", ...names.map((name) => `${name}.ipynb`)],
      cwd: join(this.#folder, "notebooks"),
      env: this.#env,
      stdout: "null",
    }).output();
    if (!success) throw new Error(new TextDecoder().decode(stderr));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.kill("SIGTERM");
    await this.#process.status;
    await this.#log;
  }
}

async function drain(log: ReadableStreamDefaultReader<string>): Promise<void> {
  while (!(await log.read()).done);
}
