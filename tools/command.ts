/** Running other programs. */
import { root } from "./paths.ts";

/** What a program left behind. */
export interface Outcome {
  code: number;
  /** Standard output and standard error, in the order in which they came. */
  text: string;
}

/** Runs a program quietly in the project's folder, its output kept; `onLine` hears it line by line. */
export async function run(
  command: string,
  args: readonly string[],
  { env = {}, onLine }: { env?: Record<string, string>; onLine?: (line: string) => void } = {},
): Promise<Outcome> {
  const child = new Deno.Command(command, {
    args: [...args],
    cwd: root,
    env,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let text = "";
  const read = async (stream: ReadableStream<Uint8Array>): Promise<void> => {
    let rest = "";
    for await (const part of stream.pipeThrough(new TextDecoderStream())) {
      text += part;
      const lines = (rest + part).split("\n");
      rest = lines.pop()!;
      if (onLine) lines.forEach(onLine);
    }
  };
  const [{ code }] = await Promise.all([child.status, read(child.stdout), read(child.stderr)]);
  return { code, text };
}

/** Runs a program that speaks to the reader itself; gives its exit code and passes an interrupt on. */
export async function hand(
  command: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<number> {
  const child = new Deno.Command(command, {
    args: [...args],
    env,
    stdin: "inherit",
    stdout: "inherit",
    stderr: "inherit",
  })
    .spawn();
  // The terminal sends an interrupt to the child as well: wait for its own end.
  const wait = (): void => {};
  Deno.addSignalListener("SIGINT", wait);
  const { code } = await child.status;
  Deno.removeSignalListener("SIGINT", wait);
  return code;
}

/** The last lines of a program's output, for a reader who asks what went wrong. */
export function tail(text: string, lines = 12): string {
  return text.trimEnd().split("\n").slice(-lines).join("\n");
}
