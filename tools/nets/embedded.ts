/** The nets that come with the project: `data/nets/NAME.safetensors`, and what is known of them. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../paths.ts";

/** Where they lie. */
export const netsFolder: string = join(root, "data", "nets");
/** Where it is written what they are. */
export const recordFile: string = join(netsFolder, "record.json");

/** What is known of a net. */
export interface NetRecord {
  readonly what: string;
  readonly seed: number;
  /** Of its file. */
  readonly sha256: string;
  /** Of the file that the first hundred steps would give. */
  readonly sha256AfterHundredSteps: string;
  /** How many of Glyph36's validation images it reads, of how many. */
  readonly correct: number;
  readonly total: number;
  /** T of `softmax(logits / T)`, for which those images are read with honest confidence. */
  readonly temperature: number;
}

/** The file of an embedded net. */
export function netFile(name: string): string {
  return join(netsFolder, `${name}.safetensors`);
}

/** What is known of the embedded nets, by name. */
export function readNetRecords(): Readonly<Record<string, NetRecord>> {
  return JSON.parse(readFileSync(recordFile, "utf8"));
}

/** SHA-256 in hexadecimal digits. */
export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
