import { readImage, readMat } from "nnr/data";
import { DownloadError } from "./download_error.ts";

/**
 * Reads a file of which no checksum is published, as the report would.
 *
 * @throws {DownloadError} when it cannot be read.
 */
export function requireReadable(file: string): void {
  try {
    const [, split] = /_(train|valid|test)\.mat$/.exec(file) ?? [];
    if (split !== undefined) readMat(file, [`${split}_data`, `${split}_labels`]);
    else if (file.endsWith(".jpg")) readImage(file);
  } catch (error) {
    throw new DownloadError(`what was downloaded cannot be read: ${(error as Error).message}`);
  }
}
