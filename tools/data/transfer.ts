import { ask, networkError } from "./ask.ts";
import { diskError, DownloadError } from "./download_error.ts";
import { Watchdog } from "./watchdog.ts";

/** The most bytes of a file; EMNIST, the largest of the catalogue, has 0.6 GB. */
const LIMIT = 2 ** 30;

/** How long a download waits, in milliseconds. */
export interface Patience {
  /** For an answer, redirects among it. */
  readonly answer: number;
  /** For the next bytes. */
  readonly stall: number;
  /** Before each further attempt; the download fails after as many without progress. */
  readonly pauses: readonly number[];
  /** At most, when the server says for how long. */
  readonly longest: number;
}

/** For a real network. */
export const PATIENCE: Patience = {
  answer: 30_000,
  stall: 30_000,
  pauses: [1000, 2000, 4000, 8000, 16_000],
  longest: 120_000,
};

/** What one attempt needs. */
export interface Transfer {
  readonly patience: Patience;
  /** The size of the file, when it is published. */
  readonly bytes: number | undefined;
  /** Hears how many bytes are there, and of how many when the server says. */
  readonly onProgress: (bytes: number, total?: number) => void;
}

/** What is known of a part that an earlier attempt left, kept beside it. */
interface Begun {
  readonly url: string;
  /** The server's mark of this version: a strong ETag, or the time of its last change. */
  readonly version: string | undefined;
}

/** The number of bytes of a file that may not be there. */
export async function sizeOf(file: string): Promise<number> {
  try {
    return (await Deno.stat(file)).size;
  } catch {
    return 0;
  }
}

/** Forgets a part. */
export async function forget(part: string): Promise<void> {
  for (const file of [part, `${part}.json`]) await Deno.remove(file).catch(() => {});
}

/**
 * One attempt: the bytes of `url` into the file `part`, from where an earlier attempt stopped when the server has still the
 * same version (If-Range) and gives parts, else from the beginning.
 *
 * @throws {DownloadError}; what has arrived stays.
 */
export async function transfer(url: string, part: string, { patience, bytes, onProgress }: Transfer): Promise<void> {
  const have = await sizeOf(part);
  const begun = have > 0 ? await versionOf(part, url) : undefined;
  using watchdog = new Watchdog();
  const { host } = new URL(url);
  watchdog.feed(patience.answer, `${host} gave no answer`);
  const response = await ask(url, {
    // The file as it is: Deno would inflate what is compressed on the way.
    headers: {
      "accept-encoding": "identity",
      ...begun === undefined ? {} : { "range": `bytes=${have}-`, "if-range": begun },
    },
    signal: watchdog.signal,
    longest: patience.longest,
  });
  const body = response.body?.getReader();
  try {
    const from = await startOf(response, part, have, begun);
    const length = response.headers.get("content-length");
    const total = length === null ? undefined : from + Number(length);
    let size = from;
    if (total !== undefined && bytes !== undefined && total !== bytes) {
      if (from > 0) await forget(part);
      throw new DownloadError(`${url} gives ${total} bytes, expected ${bytes}`);
    }
    const most = total ?? bytes ?? LIMIT;
    if (most > LIMIT) throw new DownloadError(`${url} gives ${most} bytes, expected at most ${LIMIT}`);
    const next = async (): Promise<Uint8Array | undefined> => {
      watchdog.feed(patience.stall, `${host} sent nothing`);
      try {
        return (await body?.read())?.value;
      } catch (error) {
        throw networkError(error, `${host} broke off`);
      }
    };
    let piece = await next();
    const other = from === 0 && stranger(url, response, piece ?? new Uint8Array(0));
    if (other) throw new DownloadError(`${url} gives ${other} instead of the file`);
    using file = await open(part, from);
    // Only now, when nothing of another version is left.
    if (from === 0) await remember(part, url, response);
    for (; piece !== undefined; piece = await next()) {
      size += piece.length;
      if (size > most) {
        await forget(part);
        throw new DownloadError(`${url} gives more than ${most} bytes`);
      }
      await write(file, piece, part);
      onProgress(size, total);
    }
    await file.sync().catch((error) => {
      throw diskError(error, part);
    });
    if (total !== undefined && size !== total) {
      throw new DownloadError(`${url} ended after ${size} of ${total} bytes`, { again: true });
    }
  } finally {
    await body?.cancel().catch(() => {});
  }
}

/** The byte that the answer begins with. */
async function startOf(response: Response, part: string, have: number, begun: string | undefined): Promise<number> {
  if (response.status === 200) return 0;
  const range = /^bytes (\d+)-/.exec(response.headers.get("content-range") ?? "");
  const same = begun !== undefined && (versionIn(response) ?? begun) === begun;
  if (response.status === 206 && same && Number(range?.[1]) === have) return have;
  await forget(part);
  throw new DownloadError(`${response.url} does not give the rest of the file`, { again: true });
}

function versionIn({ headers }: Response): string | undefined {
  const tag = headers.get("etag");
  return tag?.startsWith('"') ? tag : headers.get("last-modified") ?? undefined;
}

/** The version that a part is of, when it came from this address. */
async function versionOf(part: string, url: string): Promise<string | undefined> {
  try {
    const begun = JSON.parse(await Deno.readTextFile(`${part}.json`)) as Begun;
    return begun.url === url ? begun.version : undefined;
  } catch {
    return undefined;
  }
}

async function remember(part: string, url: string, response: Response): Promise<void> {
  const begun: Begun = { url, version: versionIn(response) };
  try {
    await Deno.writeTextFile(`${part}.json`, JSON.stringify(begun));
  } catch (error) {
    throw diskError(error, part);
  }
}

async function open(part: string, from: number): Promise<Deno.FsFile> {
  try {
    return await Deno.open(part, { create: true, write: true, ...from > 0 ? { append: true } : { truncate: true } });
  } catch (error) {
    throw diskError(error, part);
  }
}

async function write(file: Deno.FsFile, bytes: Uint8Array, part: string): Promise<void> {
  try {
    for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
  } catch (error) {
    throw diskError(error, part);
  }
}

/** The bytes with which files begin, by the end of their names. */
const BEGINNINGS: Readonly<Record<string, readonly number[]>> = {
  gz: [0x1f, 0x8b],
  tgz: [0x1f, 0x8b],
  zip: [0x50, 0x4b],
};

/** What comes in place of the file, seen from its first bytes. */
function stranger(url: string, { headers }: Response, first: Uint8Array): string | undefined {
  const text = new TextDecoder("latin1").decode(first.subarray(0, 64));
  // A hotel's login, a proxy's complaint, "this page has moved".
  if (/^text\/html\b/i.test(headers.get("content-type") ?? "") || /^\s*<(!doctype html|html)/i.test(text)) {
    return "a web page";
  }
  if (first.length === 0) return "nothing";
  const end = url.slice(url.lastIndexOf(".") + 1);
  // Where a server says Content-Encoding: gzip of a .gz file, fetch inflates it.
  const same = (BEGINNINGS[end] ?? []).every((byte, i) => (first[i] ?? byte) === byte);
  return same ? undefined : `something that does not begin as .${end} does (perhaps it was unpacked on the way)`;
}
