import { TaskError } from "../task.ts";

/** What was asked for after the task's name. */
export interface Arguments {
  /** The name of an embedded net, or a safetensors file. */
  readonly net: string;
  /** A data file or a folder of images. */
  readonly data: string;
  /** Classes whose images are left out. */
  readonly exclude: readonly string[];
  /** Where the confusions are drawn: a file .svg or .png. */
  readonly figure?: string;
  /** Where the result goes as JSON: a file, or "" for standard output. */
  readonly json?: string;
}

/** Options that take a value, behind `=` or as the next word. */
const valued = ["--net", "--data", "--exclude", "--figure"];

/** Reads the task's words. */
export function readArguments(words: readonly string[]): Arguments {
  const given = new Map<string, string>();
  for (let i = 0; i < words.length; i++) {
    const [, name = "", value] = /^([^=]*)(?:=(.*))?$/s.exec(words[i]!)!;
    if (name !== "--json" && !valued.includes(name)) {
      throw new TaskError(`There is no option ${words[i]}: there are ${valued.join(", ")}, --json, --json=FILE`);
    }
    if (given.has(name)) throw new TaskError(`${name} is given twice`);
    const found = value ?? (name === "--json" ? "" : words[++i]);
    if (found === undefined || (found === "" && (name !== "--json" || value !== undefined))) {
      throw new TaskError(`${name} takes a value, found none`);
    }
    given.set(name, found);
  }
  const [net, data, figure, json] = ["--net", "--data", "--figure", "--json"].map((name) => given.get(name));
  if (net === undefined) throw new TaskError("--net is missing: a net's name or a safetensors file");
  if (data === undefined) throw new TaskError("--data is missing: a data file or a folder of images");
  if (figure !== undefined && !/\.(svg|png)$/i.test(figure)) {
    throw new TaskError(`--figure takes a file .svg or .png, found ${figure}`);
  }
  const exclude = given.get("--exclude")?.split(",") ?? [];
  return { net, data, exclude, ...figure === undefined ? {} : { figure }, ...json === undefined ? {} : { json } };
}
