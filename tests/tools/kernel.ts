import { join } from "node:path";
import { environment, program, root } from "../../tools/paths.ts";

/** A message that a kernel publishes. */
interface Message {
  readonly type: string;
  readonly content: {
    readonly execution_state?: string;
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
  readonly #process: Deno.ChildProcess;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly #messages: AsyncGenerator<Message>;
  readonly #deadline: ReturnType<typeof setTimeout>;

  /** Starts a kernel in a folder; `env` may point Jupyter to other specifications. */
  constructor(name: string, folder: string = join(root, "notebooks"), env: Record<string, string> = {}) {
    this.#process = new Deno.Command(program("python"), {
      args: [join(import.meta.dirname!, "kernel.py"), name, folder],
      env: { ...environment, ...env },
      stdin: "piped",
      stdout: "piped",
      stderr: "null",
    }).spawn();
    this.#writer = this.#process.stdin.getWriter();
    this.#messages = messages(this.#process.stdout);
    this.#deadline = setTimeout(() => this.#process.kill(), LONGEST_MS);
  }

  /** Runs a cell to its end; `onText` hears each text as it comes. */
  async execute(code: string, onText: (text: string) => void = () => {}): Promise<Executed> {
    await this.#ask({ execute: code });
    const texts: string[] = [];
    let error: string | undefined;
    for (;;) {
      const { value, done } = await this.#messages.next();
      if (done) throw new Error(`The kernel ended while it ran ${code}`);
      const { type, content } = value;
      const text = content.data?.["text/plain"] ?? content.text;
      if (text !== undefined) {
        texts.push(text);
        onText(text);
      }
      if (type === "error") error = `${content.ename}: ${content.evalue}`;
      if (type === "status" && content.execution_state === "idle") return { texts, error };
    }
  }

  /** What Jupyter's stop button does. */
  async interrupt(): Promise<void> {
    await this.#ask({ interrupt: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#writer.close();
    for await (const _ of this.#messages);
    await this.#process.status;
    clearTimeout(this.#deadline);
  }

  async #ask(request: unknown): Promise<void> {
    await this.#writer.write(new TextEncoder().encode(`${JSON.stringify(request)}\n`));
  }
}

/** The messages in a stream of lines. */
async function* messages(stream: ReadableStream<Uint8Array>): AsyncGenerator<Message> {
  let rest = "";
  for await (const part of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + part).split("\n");
    rest = lines.pop()!;
    for (const line of lines) yield JSON.parse(line);
  }
}
