/** A server of the test's own: a free port of this machine, and what it was asked. */
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Checksum } from "../../tools/data/checksum.ts";
import { fetchSource } from "../../tools/data/fetch_source.ts";
import { Progress } from "../../tools/data/progress.ts";
import type { Source } from "../../tools/data/sets.ts";
import type { Patience } from "../../tools/data/transfer.ts";

/** What a server does with a request; `visit` counts from 0. */
export type Answer = (response: ServerResponse, request: IncomingMessage, visit: number) => void;

/** What a download left behind. */
export interface Fetched {
  /** "done", or the sentence of the error. */
  readonly outcome: string;
  /** What the reader was told. */
  readonly told: string;
  /** The requests' paths, each with the range that was asked for. */
  readonly visits: readonly string[];
}

/** No pauses; longer than a server of the test's own ever takes, even on a busy machine. */
export const HURRY: Patience = { answer: 5000, stall: 5000, pauses: [1, 1, 1], longest: 60 };
/** For servers that keep one waiting. */
export const IMPATIENCE: Patience = { ...HURRY, answer: 300, stall: 300 };

/** The bytes that a server should give; larger than what goes in one piece. */
export const bytes: Uint8Array = Uint8Array.from({ length: 300_000 }, (_, i) => (i * i) % 251);

/** The checksum that a publisher would print. */
export function sha256(content: Uint8Array): Checksum {
  return `sha256:${createHash("sha256").update(content).digest("hex")}`;
}

/** A server whose answer a test can change. */
export interface TestServer {
  address: string;
  answer: Answer;
  /** The requests since the answer was given. */
  visits: string[];
}

/** Runs with a server and a folder of the test's own. */
export async function withServer(run: (server: TestServer, folder: string) => Promise<void>): Promise<void> {
  const test: TestServer = { address: "", answer: (response) => void response.end(), visits: [] };
  const server = createServer((request, response) => {
    response.on("error", () => {});
    test.visits.push([request.url, request.headers.range].filter(Boolean).join(" "));
    test.answer(response, request, test.visits.length - 1);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const folder = await Deno.makeTempDir({ prefix: "nnr-download-" });
  try {
    Object.assign(test, { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
    await run(test, folder);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await Deno.remove(folder, { recursive: true });
  }
}

/** Downloads `/set.bin`, or what `source` says, into a folder, while the server answers in this way. */
export async function fetchFrom(
  server: TestServer,
  folder: string,
  answer: Answer,
  source: Partial<Source> = {},
  patience: Patience = HURRY,
): Promise<Fetched> {
  Object.assign(server, { answer, visits: [] });
  const url = `${server.address}/set.bin`;
  const told: string[] = [];
  const progress = new Progress("set", { columns: 0, write: (text) => told.push(text), now: () => 0 });
  let outcome = "done";
  try {
    await fetchSource({ url, gives: ["set/set.bin"], ...source }, { folder, url, patience, progress });
  } catch (error) {
    outcome = (error as Error).message;
  }
  const named = (text: string): string =>
    text.replaceAll(server.address, "ADDRESS").replaceAll(new URL(server.address).host, "HOST")
      .replaceAll(folder, "FOLDER");
  return { outcome: named(outcome), told: named(told.join("")), visits: server.visits };
}

/** Gives a file as it should be: with ETag, length and parts. */
export function give(content: Uint8Array, { etag = '"1"', cut }: { etag?: string; cut?: number } = {}): Answer {
  return (response, { headers }) => {
    const [, begin] = /^bytes=(\d+)-$/.exec(headers["if-range"] === etag ? headers.range ?? "" : "") ?? [];
    const from = Number(begin ?? 0);
    if (begin !== undefined && from >= content.length) return void response.writeHead(416).end();
    response.writeHead(begin === undefined ? 200 : 206, {
      etag,
      "content-length": content.length - from,
      ...begin === undefined ? {} : { "content-range": `bytes ${from}-${content.length - 1}/${content.length}` },
    });
    if (cut === undefined) response.end(content.subarray(from));
    else response.write(content.subarray(from, cut), () => setTimeout(() => response.destroy(), 20));
  };
}

/** The files below a folder but the lock, sorted. */
export async function filesIn(folder: string, below = ""): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(`${folder}/${below}`)) {
    if (isDirectory) found.push(...await filesIn(folder, `${below}${name}/`));
    else if (name !== "lock") found.push(`${below}${name}`);
  }
  return found.sort();
}
