import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { archiveEntries } from "nnr/data";
import { diskError, DownloadError } from "./download_error.ts";

/** What the archives of the catalogue hold at most: EMNIST has 0.6 GB, Flowers-17 1 400 files. */
const MOST = { files: 10_000, bytes: 2 ** 30 };

/**
 * Writes the files of an archive below `folder`, each where `place` says; those it has no place for are left out.
 *
 * @throws {DownloadError} when the archive is damaged, leads out of its folder or holds too much.
 */
export function unpack(
  archive: string,
  folder: string,
  place: (path: string) => string | undefined,
  limits: { readonly files: number; readonly bytes: number } = MOST,
): void {
  try {
    for (const { path, content } of archiveEntries(archive, limits)) {
      const name = place(path);
      if (name !== undefined) write(join(folder, name), content());
    }
  } catch (error) {
    if (error instanceof DownloadError) throw error;
    throw new DownloadError(`its archive is refused: ${(error as Error).message}`);
  }
}

function write(file: string, pieces: Iterable<Uint8Array>): void {
  const step = <T>(run: () => T): T => {
    try {
      return run();
    } catch (error) {
      throw diskError(error, file);
    }
  };
  const descriptor = step(() => {
    mkdirSync(dirname(file), { recursive: true });
    return openSync(file, "wx");
  });
  try {
    for (const piece of pieces) {
      for (let at = 0; at < piece.length;) at += step(() => writeSync(descriptor, piece, at));
    }
  } finally {
    closeSync(descriptor);
  }
}
