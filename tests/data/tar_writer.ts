import { joined } from "../../lib/data/joined.ts";

/** An entry of a tar archive as a test wants it, right or wrong. */
export interface TarEntry {
  readonly name: string;
  readonly bytes?: Uint8Array;
  /** "0" for a file unless told otherwise. */
  readonly type?: string;
  readonly link?: string;
  /** What the header states; the bytes' number unless told otherwise. */
  readonly size?: number;
  readonly prefix?: string;
}

/** A tar archive (POSIX ustar). */
export function writeTar(entries: readonly TarEntry[], { end = true }: { readonly end?: boolean } = {}): Uint8Array {
  const parts = entries.flatMap((entry) => {
    const bytes = entry.bytes ?? new Uint8Array(0);
    return [header(entry, entry.size ?? bytes.length), bytes, new Uint8Array(-bytes.length & 511)];
  });
  return joined([...parts, new Uint8Array(end ? 1024 : 0)]);
}

/** POSIX's extension of the entry behind it. */
export function paxRecords(records: Readonly<Record<string, string>>): TarEntry {
  const text = Object.entries(records).map(([key, value]) => {
    const rest = new TextEncoder().encode(` ${key}=${value}\n`).length;
    const length = rest + 1 + (rest + 1 >= 10 ? 1 : 0) + (rest + 2 >= 100 ? 1 : 0);
    return `${length} ${key}=${value}\n`;
  }).join("");
  return { name: "PaxHeader", type: "x", bytes: new TextEncoder().encode(text) };
}

function header({ name, type = "0", link = "", prefix = "" }: TarEntry, size: number): Uint8Array {
  const block = new Uint8Array(512);
  const text = (at: number, value: string): void => block.set(new TextEncoder().encode(value), at);
  text(0, name);
  text(100, "0000644\0");
  text(124, `${size.toString(8).padStart(11, "0")}\0`);
  text(148, " ".repeat(8));
  text(156, type);
  text(157, link);
  text(257, "ustar\x0000");
  text(345, prefix);
  const sum = block.reduce((sum, byte) => sum + byte, 0);
  text(148, `${sum.toString(8).padStart(6, "0")}\0 `);
  return block;
}
