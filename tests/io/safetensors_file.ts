import { join, words } from "./bytes.ts";

/** A safetensors file of any header and data. */
export function safetensorsFile(header: unknown, data: number | Uint8Array = 0): Uint8Array {
  const text = join(header instanceof Uint8Array || typeof header === "string" ? header : JSON.stringify(header));
  return join(words(8, text.length), text, typeof data === "number" ? new Uint8Array(data) : data);
}
