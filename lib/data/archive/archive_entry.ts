/** A file in an archive. */
export interface ArchiveEntry {
  /** Where it belongs, below a folder of the reader's choice: `images/1.png`, without `..` and never absolute. */
  readonly path: string;
  /** Its bytes, counted. */
  readonly size: number;
  /** Its bytes, piece by piece: once, and before the next entry is asked for. */
  readonly content: () => Iterable<Uint8Array>;
}
