import { join, words } from "./bytes.ts";

/** An array file of any header and data. */
export function npyFile(header: string, data: number | Uint8Array = 0, version = 1): Uint8Array {
  const text = join(header);
  return join(
    Uint8Array.of(0x93),
    "NUMPY",
    Uint8Array.of(version, 0),
    words(version === 1 ? 2 : 4, text.length),
    text,
    typeof data === "number" ? new Uint8Array(data) : data,
  );
}

/** A header as NumPy writes it. */
export function npyHeader(descr: string, shape: string, order = "False"): string {
  return `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }\n`;
}
