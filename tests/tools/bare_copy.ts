import { dirname, join } from "node:path";
import { run } from "../../tools/command.ts";
import { root } from "../../tools/paths.ts";

/** Copies what git knows of the project, or would take in, into a folder: the project as a reader gets it. */
export async function bareCopy(folder: string): Promise<void> {
  const { code, text } = await run("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
  if (code !== 0) throw new Error(`Cannot copy the project: git ls-files says ${text}`);
  for (const file of text.split("\0").filter(Boolean)) {
    await Deno.mkdir(join(folder, dirname(file)), { recursive: true });
    await Deno.copyFile(join(root, file), join(folder, file));
  }
}

/** What a program in a copy printed, and how it ended. */
export interface Ran {
  readonly code: number;
  readonly text: string;
}

/** Runs a program in a copy, in an environment of its own alone. */
export async function runIn(
  folder: string,
  command: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<Ran> {
  const { code, stdout, stderr } = await new Deno.Command(command, {
    args: [...args],
    cwd: folder,
    env,
    clearEnv: true,
    stdin: "null",
  }).output();
  const text = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
  return { code, text };
}
