import { TaskError } from "../task.ts";
import type { DataSet, Source } from "./sets.ts";

/** What was asked for after the task's name. */
export interface Arguments {
  /** Sets to download. */
  readonly names: readonly string[];
  /** Where the list goes as JSON: a file, or "" for standard output. */
  readonly json?: string;
  /** Addresses of folders that stand for the official ones, by set. */
  readonly mirrors: Readonly<Record<string, string>>;
}

const options = ["--json", "--json=FILE", "--mirror=SET=ADDRESS"];

/** The environment variable that names a set's mirror. */
export function mirrorVariable(name: string): string {
  return `NNR_MIRROR_${name.toUpperCase()}`;
}

/** Reads the task's words; mirrors stand there or in the environment. */
export function readArguments(
  words: readonly string[],
  sets: readonly DataSet[],
  environment: (name: string) => string | undefined,
): Arguments {
  const known = sets.map(({ name }) => name);
  const require = (name: string): void => {
    if (!known.includes(name)) throw new TaskError(`There is no set ${name}: there are ${known.join(", ")}`);
  };
  const names = words.filter((word) => !word.startsWith("-"));
  names.forEach(require);
  const mirrors: Record<string, string> = {};
  for (const name of known) {
    const variable = mirrorVariable(name);
    const address = environment(variable);
    if (address) mirrors[name] = requireAddress(variable, address);
  }
  let json: string | undefined;
  for (const word of words.filter((word) => word.startsWith("-"))) {
    const [, file] = /^--json(?:=(.+))?$/.exec(word) ?? [];
    const [, name, address] = /^--mirror=([^=]+)=(.+)$/.exec(word) ?? [];
    if (name !== undefined && address !== undefined) {
      require(name);
      mirrors[name] = requireAddress("--mirror", address);
    } else if (/^--json(=.+)?$/.test(word)) json = file ?? "";
    else throw new TaskError(`There is no option ${word}: there are ${options.join(", ")}`);
  }
  return { names: [...new Set(names)], mirrors, ...json === undefined ? {} : { json } };
}

function requireAddress(what: string, address: string): string {
  if (/^https?:$/.test(URL.canParse(address) ? new URL(address).protocol : "")) return address;
  throw new TaskError(`${what} takes an address that begins with https:// or http://, found ${address}`);
}

/** Where a source is fetched from: its own address, or the file of the same name below a mirror's. */
export function addressOf({ url }: Source, mirror: string | undefined): string {
  if (mirror === undefined) return url;
  const name = url.slice(url.lastIndexOf("/") + 1);
  return new URL(name, mirror.endsWith("/") ? mirror : `${mirror}/`).href;
}
