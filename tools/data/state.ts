import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Checksum, firstSeen } from "./checksum.ts";
import { workFolder } from "./fetch_source.ts";
import type { DataSet, Source } from "./sets.ts";

/** What is there of a set; a program reads it from `--json`. */
export interface SetState {
  readonly name: string;
  readonly title: string;
  readonly holds: string;
  readonly licence: string;
  readonly state: "embedded" | "present" | "partly" | "absent";
  /** Where it comes from when it needs no files. */
  readonly embedded?: string;
  /** Bytes of its files that are there. */
  readonly bytes: number;
  readonly files: readonly FileState[];
  readonly sources: readonly SourceState[];
}

/** A file of a set, or a folder. */
export interface FileState {
  readonly name: string;
  /** Where it is, if it is there. */
  readonly path?: string;
  readonly bytes: number;
  /** The published size, when that is another. */
  readonly published?: number;
}

/** Where a set can be had. */
export interface SourceState {
  readonly url: string;
  /** Bytes to download, when known. */
  readonly bytes?: number;
  readonly checksum?: Checksum;
  /** Who says so: it is published, or it is that of the first download into this folder. */
  readonly checksumFrom?: "published" | "first download";
  readonly gone?: string;
}

/** Looks for a set's files in the data folder. */
export async function stateOf(set: DataSet, folder: string): Promise<SetState> {
  const { name, title, holds, licence, embedded } = set;
  const files = filesOf(set, folder);
  const present = files.filter(({ path }) => path !== undefined).length;
  const state = present === 0 ? "absent" : present < files.length ? "partly" : "present";
  return {
    ...{ name, title, holds, licence },
    state: embedded === undefined ? state : "embedded",
    ...embedded === undefined ? {} : { embedded },
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    files,
    sources: await Promise.all(set.sources.map((source) => sourceState(source, folder))),
  };
}

/** What is there of each file of a set. */
export function filesOf({ files, otherwise = [], sources }: DataSet, folder: string): FileState[] {
  const there = (name: string): boolean => existsSync(join(folder, name));
  const names = otherwise.length > 0 && otherwise.every(there) ? otherwise.map((name) => [name] as const) : files;
  return names.map((names) => {
    const name = names.find(there);
    if (name === undefined) return { name: names[0], bytes: 0 };
    const path = join(folder, name);
    const bytes = bytesOf(path);
    const published = sources.find(({ gives, place }) => place === undefined && gives[0] === name)?.bytes ?? bytes;
    return { name, path, bytes, ...published === bytes ? {} : { published } };
  });
}

async function sourceState(source: Source, folder: string): Promise<SourceState> {
  const { url, gone } = source;
  const first = source.checksum === undefined ? await firstSeen(workFolder(folder, source).first) : undefined;
  const [bytes, checksum] = [source.bytes ?? first?.bytes, source.checksum ?? first?.checksum];
  return {
    url,
    ...bytes === undefined ? {} : { bytes },
    ...checksum === undefined ? {} : { checksum, checksumFrom: source.checksum ? "published" : "first download" },
    ...gone === undefined ? {} : { gone },
  };
}

/** The bytes of a file, or of all files below a folder. */
function bytesOf(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isDirectory()) return found?.size ?? 0;
  return readdirSync(path).reduce((sum, name) => sum + bytesOf(join(path, name)), 0);
}
