import { folder, type Peer } from "./peers.ts";
import type { Work } from "./works.ts";

/** What a peer's process says. */
export interface Answer {
  /** Of one step, the mean over those that were asked for. */
  readonly microseconds?: number;
  readonly version?: string;
  /** What the peer chose as its fastest way. */
  readonly note?: string | null;
  /** Why it cannot do what was asked. */
  readonly refusal?: string;
}

/** A peer's process at one work: it idles but while it answers. */
export class Child {
  readonly #process: Deno.ChildProcess;
  readonly #output: ReadableStreamDefaultReader<string>;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  readonly #errors: Promise<string>;
  #rest = "";

  /** Starts the process; its first answer says whether it is ready. Throws where there is no such program. */
  constructor({ command, threads, variant }: Peer, { task }: Work) {
    const [name = "", ...args] = command;
    this.#process = new Deno.Command(name, {
      args: [...args, JSON.stringify({ work: task, threads, variant })],
      cwd: folder,
      env: { TORCHINDUCTOR_CACHE_DIR: `${folder}/cache`, PYTHONDONTWRITEBYTECODE: "1", NO_COLOR: "1" },
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.#output = this.#process.stdout.pipeThrough(new TextDecoderStream()).getReader();
    this.#input = this.#process.stdin.getWriter();
    this.#errors = new Response(this.#process.stderr).text();
  }

  /** Its next answer; a refusal when it ends, or does not answer within so many seconds. */
  async answer(seconds: number): Promise<Answer> {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      this.#kill();
    }, seconds * 1000);
    try {
      for (;;) {
        const line = await this.#line();
        if (line === undefined) return { refusal: late ? `no answer within ${seconds} s` : await this.#lastWords() };
        // Libraries greet their users.
        if (line.startsWith("{")) return JSON.parse(line) as Answer;
      }
    } finally {
      clearTimeout(timer);
    }
  }

  /** Asks for something, and waits for the answer. */
  async ask(what: string, seconds: number): Promise<Answer> {
    await this.#input.write(new TextEncoder().encode(`${what}\n`)).catch(() => {});
    return await this.answer(seconds);
  }

  /** Ends the process. */
  async end(): Promise<void> {
    this.#kill();
    await this.#input.abort().catch(() => {});
    await this.#output.cancel();
    await Promise.all([this.#process.status, this.#errors]);
  }

  async #line(): Promise<string | undefined> {
    for (;;) {
      const end = this.#rest.indexOf("\n");
      if (end >= 0) {
        const line = this.#rest.slice(0, end);
        this.#rest = this.#rest.slice(end + 1);
        return line;
      }
      const { value, done } = await this.#output.read();
      if (done) return undefined;
      this.#rest += value;
    }
  }

  async #lastWords(): Promise<string> {
    const lines = (await this.#errors).split("\n");
    return lines.find((line) => /^(error|\w*Error)\b/.test(line)) ?? "its process ended";
  }

  #kill(): void {
    try {
      this.#process.kill("SIGKILL");
    } catch {
      // It has ended already.
    }
  }
}
