/** `deno task evaluate --net fc --data valid.mat`: scores a trained net on a data file. */
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import process from "node:process";
import { png } from "nnr/report";
import type { Dataset } from "nnr/data";
import { type Arguments, readArguments } from "./evaluate/arguments.ts";
import { readSet } from "./evaluate/data.ts";
import { confusionPicture } from "./evaluate/figure.ts";
import { readNet } from "./evaluate/net.ts";
import { resultOf, resultText } from "./evaluate/result.ts";
import { confusionOf } from "./nets/score.ts";
import { task, TaskError } from "./task.ts";

if (import.meta.main) {
  await task((words) => {
    const { net, data, exclude, figure, json } = readArguments(words);
    const architecture = told(() => readNet(net, placed(net)));
    const set = told(() => without(readSet(placed(data)), exclude));
    console.error(`${architecture.what} on ${set.length} images`);
    const confusion = told(() => confusionOf(architecture, set));
    const result = resultOf(net, data, confusion);
    if (figure !== undefined) {
      const { svg } = confusionPicture(confusion, result);
      write(figure, figure.toLowerCase().endsWith(".png") ? png(svg) : svg);
    }
    const text = `${JSON.stringify(result, null, 2)}\n`;
    if (json !== undefined && json !== "") write(json, text);
    console.log(json === "" ? text.trimEnd() : resultText(result));
    return Promise.resolve();
  });
}

/** A path as it was typed: `deno task` changes the folder, and says where it was. */
function placed(path: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), path);
}

/** What a reader of files refuses, or the system, is told in its own sentence. */
function told<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    const refused = error instanceof RangeError || error instanceof SyntaxError || error instanceof TypeError;
    throw refused || error instanceof Error && "code" in error ? new TaskError(error.message) : error;
  }
}

function write(path: string, content: string | Uint8Array): void {
  try {
    writeFileSync(placed(path), content);
  } catch (error) {
    throw new TaskError(`Cannot write ${path}: ${(error as Error).message}`);
  }
}

/** The images of the classes that are not left out. */
function without(set: Dataset, exclude: Arguments["exclude"]): Dataset {
  const unknown = exclude.find((name) => !set.classes.includes(name));
  if (unknown !== undefined) {
    throw new TaskError(`Cannot exclude ${unknown}: the classes are ${set.classes.join(", ")}`);
  }
  const rows = [...set.labels.keys()].filter((row) => !exclude.includes(set.classes[set.labels[row]!]!));
  if (rows.length === 0) throw new TaskError(`Cannot exclude ${exclude.join(", ")}: no image is left`);
  return rows.length === set.length ? set : set.subset(rows);
}
