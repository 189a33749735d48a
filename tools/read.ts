/** `deno task read PHOTO…`: prints the text of photos of hand-printed capitals and digits. */
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import process from "node:process";
import { type LetterNet, letterNet, readPhoto, turned } from "nnr";
import { embeddedNet, readImage } from "nnr/data";
import { type Arguments, readArguments } from "./read/arguments.ts";
import { boxesPicture } from "./read/boxes.ts";
import { photoFiles, truthFile } from "./read/files.ts";
import { type Result, resultOf, resultText } from "./read/result.ts";
import { task, TaskError } from "./task.ts";

/** What a photo was turned by, in quarters clockwise. */
const TURNS = ["", "by a quarter clockwise", "upside down", "by a quarter anticlockwise"];

if (import.meta.main) {
  await task((words) => {
    const options = readArguments(words);
    const files = photoFiles(options.photos, placed);
    requireOnePhoto(options, files);
    const net = letterNet(embeddedNet(options.net));
    const results = files.map((file, i) => {
      const result = resultFor(file, options, net);
      const problem = result.error ?? (result.reason && `${file}: nothing is read: ${result.reason}`);
      if (problem) console.error(problem);
      if (result.quarters && result.text !== "") {
        console.error(`${file}: the photo does not stand upright: turned ${TURNS[result.quarters]}`);
      }
      if (options.json !== "" && result.error === undefined) {
        const text = resultText(result);
        if (files.length > 1) console.log(`${i > 0 ? "\n" : ""}${file}:`);
        if (text !== "") console.log(text);
      }
      return result;
    });
    const json = `${JSON.stringify(results, null, 2)}\n`;
    if (options.json === "") console.log(json.trimEnd());
    else if (options.json !== undefined) write(options.json, json);
    if (results.some(({ error }) => error !== undefined)) Deno.exit(1);
    return Promise.resolve();
  });
}

/** One picture and one text belong to one photo. */
function requireOnePhoto({ boxes, truth }: Arguments, files: readonly string[]): void {
  const single = truth !== undefined && truthFile(truth, files[0]!, placed) === truth ? truth : undefined;
  for (const [name, value] of Object.entries({ boxes, truth: single })) {
    if (value !== undefined && files.length > 1) {
      throw new TaskError(`--${name}=${value} is for one photo, found ${files.length}`);
    }
  }
}

/** Reads a photo; why it cannot be read becomes part of the result, so that the others still are. */
function resultFor(file: string, { context, truth, boxes }: Arguments, net: LetterNet): Result {
  try {
    const image = readImage(placed(file));
    const right = truth === undefined ? undefined : readFileSync(placed(truthFile(truth, file, placed)), "utf8");
    const read = readPhoto(image, { net, context });
    if (boxes !== undefined) write(boxes, boxesPicture(turned(image, read.quarters), read));
    return resultOf(file, read, right);
  } catch (error) {
    const told = error instanceof RangeError || error instanceof SyntaxError || error instanceof TypeError;
    if (!told && !(error instanceof Error && "code" in error)) throw error;
    return { file, text: "", error: error.message, lines: [] };
  }
}

function write(path: string, content: string | Uint8Array): void {
  try {
    writeFileSync(placed(path), content);
  } catch (error) {
    throw new TaskError(`Cannot write ${path}: ${(error as Error).message}`);
  }
}

/** A path as it was typed: `deno task` changes the folder, and says where it was. */
function placed(path: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), path);
}
