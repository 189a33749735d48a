import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { projectRoot } from "./project.ts";

const CHECKSUM_BYTES = 32;

/**
 * The bytes that `make` gives, kept in `data/cache` for the next time under the hash of `key`.
 *
 * A file that is damaged, or not `length` bytes long, is made again; where the folder cannot be written nothing is kept.
 */
export function cached(name: string, key: string, length: number, make: () => Uint8Array): Uint8Array {
  const folder = join(projectRoot(), "data", "cache");
  const file = join(folder, `${name}-${createHash("sha256").update(key).digest("hex").slice(0, 16)}.bin`);
  const found = read(file, length);
  if (found) return found;
  const bytes = make();
  const unfinished = `${file}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true });
    // Under a temporary name first: whoever reads meanwhile finds a whole file or none.
    writeFileSync(unfinished, Buffer.concat([checksum(bytes), bytes]));
    renameSync(unfinished, file);
  } catch {
    // A full disk may have left a part of it.
    if (existsSync(unfinished)) rmSync(unfinished);
  }
  return bytes;
}

function read(file: string, length: number): Uint8Array | undefined {
  try {
    const stored = readFileSync(file);
    const bytes = new Uint8Array(stored.subarray(CHECKSUM_BYTES));
    const intact = bytes.length === length && checksum(bytes).equals(stored.subarray(0, CHECKSUM_BYTES));
    return intact ? bytes : undefined;
  } catch {
    return undefined;
  }
}

function checksum(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}
