import { join } from "node:path";
import { run, tail } from "../command.ts";
import { environment, root } from "../paths.ts";
import { TaskError } from "../task.ts";

/** Runs a step of the set-up and gives what it printed; when it fails, says what to do and where the details are. */
export async function must(step: string, command: string, args: readonly string[]): Promise<string> {
  const { code, text } = await run(command, args, { env: environment });
  if (code === 0) return text;
  const details = await Deno.writeTextFile(join(root, "setup.log"), `${command} ${args.join(" ")}\n\n${text}`).then(
    () => " (details in setup.log)",
    () => `\n${tail(text)}`,
  );
  throw new TaskError(advice(step, text) + details);
}

/** What to do about a failed step, from what it printed. */
export function advice(step: string, text: string): string {
  if (/no space left|ENOSPC|os error 28|disk quota/i.test(text)) {
    return `The disk is full while ${step}: free about 1.5 GB and run the command again`;
  }
  if (/ensurepip|No module named '?(venv|pip)/i.test(text)) {
    return `Python lacks its module venv while ${step}: install it (Debian, Ubuntu: apt install python3-venv) and run the command again`;
  }
  const offline = [
    "name resolution|getaddrinfo|nodename nor servname|dns error|failed to lookup address",
    "error sending request|Connection ?Error|Connect ?Timeout|timed? ?out|connection refused",
    "ProxyError|Network is unreachable|No matching distribution",
  ];
  if (new RegExp(offline.join("|"), "i").test(text)) {
    return `No package server answers while ${step}: the first set-up needs a network (behind a proxy, set HTTPS_PROXY), so connect and run the command again`;
  }
  if (/lockfile is out of date|lock file is out of date/i.test(text)) {
    return `deno.lock does not fit package.json while ${step}: run \`.venv/bin/deno install\` and commit deno.lock with it`;
  }
  if (/permission denied|EACCES|os error 13|read-only/i.test(text)) {
    return `The folder ${root} cannot be written while ${step}: make it writable or copy the project elsewhere, then run the command again`;
  }
  return `Set-up failed while ${step}: ${lastLine(text)}; run \`deno task setup --force\` to start over`;
}

function lastLine(text: string): string {
  return tail(text, 1).trim() || "it said nothing";
}
