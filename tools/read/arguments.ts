import { TaskError } from "../task.ts";

/** What was asked for after the task's name. */
export interface Arguments {
  /** Photos, and folders of photos. */
  readonly photos: readonly string[];
  /** What reads the letters. */
  readonly net: "fc" | "cnn";
  /** Whether the language of a line helps. */
  readonly context: boolean;
  /** Where the result goes as JSON: a file, or "" for standard output. */
  readonly json?: string;
  /** Where the photo with boxes and letters goes: a file .png. */
  readonly boxes?: string;
  /** The text that is right: a file, or for several photos a folder with NAME.txt for each NAME. */
  readonly truth?: string;
}

/** Options that take a value, behind `=` or as the next word. */
const valued = ["--net", "--boxes", "--truth"];

/** Reads the task's words. */
export function readArguments(words: readonly string[]): Arguments {
  const given = new Map<string, string>();
  const photos: string[] = [];
  for (let i = 0; i < words.length; i++) {
    if (!words[i]!.startsWith("--")) {
      photos.push(words[i]!);
      continue;
    }
    const [, name = "", value] = /^([^=]*)(?:=(.*))?$/s.exec(words[i]!)!;
    if (![...valued, "--json", "--no-context"].includes(name)) {
      throw new TaskError(
        `There is no option ${words[i]}: there are ${valued.join(", ")}, --no-context, --json, --json=FILE`,
      );
    }
    if (given.has(name)) throw new TaskError(`${name} is given twice`);
    if (name === "--no-context" && value !== undefined) throw new TaskError(`${name} takes no value, found ${value}`);
    const alone = !valued.includes(name) && value === undefined;
    const found = alone ? "" : value ?? words[++i];
    if (found === undefined || (found === "" && !alone)) throw new TaskError(`${name} takes a value, found none`);
    given.set(name, found);
  }
  if (photos.length === 0) {
    throw new TaskError("A photo is missing: deno task read PHOTO… takes JPEG and PNG files, and folders");
  }
  const net = given.get("--net") ?? "cnn";
  if (net !== "cnn" && net !== "fc") throw new TaskError(`--net takes cnn or fc, found ${net}`);
  const [json, boxes, truth] = ["--json", "--boxes", "--truth"].map((name) => given.get(name));
  if (boxes !== undefined && !/\.png$/i.test(boxes)) throw new TaskError(`--boxes takes a file .png, found ${boxes}`);
  return {
    ...{ photos, net, context: !given.has("--no-context") },
    ...json === undefined ? {} : { json },
    ...boxes === undefined ? {} : { boxes },
    ...truth === undefined ? {} : { truth },
  };
}
