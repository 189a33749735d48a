import { allowRelaxedSimd } from "./host.ts";
import { fused, plain } from "./generated.ts";

/** How products are summed: each product and sum rounded (`plain`), or one rounding for both (`fused`). */
export type Arithmetic = "fused" | "plain";

/** WebAssembly's own types stay inside this folder's code: TypeScript without a browser's library does not know them. */
export interface LinearMemory {
  readonly buffer: ArrayBufferLike;
}

/** Kernels by name. */
export type Kernels = Readonly<Record<string, Kernel>>;

/** A kernel: its own arguments, then the share [begin, end) of its work. */
export type Kernel = (...args: number[]) => void;

const PAGE = 65536;

/** A module whose one function adds with `f32x4.relaxed_madd`: valid where relaxed SIMD is known. */
const probe = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0],
  ...[10, 15, 1, 13, 0, 65, 1, 253, 15, 65, 2, 253, 15, 253, 128, 2, 11],
);

/** The compiled kernels for a memory of that many pages. */
export function compile(arithmetic: Arithmetic, pages: number, shared: boolean): object {
  return new WebAssembly.Module(withMemory(decode(arithmetic === "fused" ? fused : plain), pages, shared));
}

/** The kernels at work on a memory. */
export function instantiate(module: object, memory: LinearMemory): Kernels {
  const imports = { env: { memory: memory as WebAssembly.Memory } };
  return new WebAssembly.Instance(module as WebAssembly.Module, imports).exports as Kernels;
}

/** Whether relaxed SIMD can be compiled here. */
export function knowsRelaxedSimd(): boolean {
  if (!WebAssembly.validate(probe)) allowRelaxedSimd();
  return WebAssembly.validate(probe);
}

/** A memory that never grows. Shared between threads where the host allows it (a page only when cross-origin isolated). */
export function makeMemory(bytes: number): { memory: LinearMemory; pages: number; shared: boolean } {
  const pages = Math.ceil(bytes / PAGE);
  const shared = typeof SharedArrayBuffer !== "undefined";
  return { memory: new WebAssembly.Memory({ initial: pages, maximum: pages, shared }), pages, shared };
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/**
 * The module with its declared memory replaced. Declared and real size must be the same, initial and maximum too: Deno's
 * bounds checks then compare with a constant.
 */
function withMemory(bytes: Uint8Array<ArrayBuffer>, pages: number, shared: boolean): Uint8Array<ArrayBuffer> {
  // The import: "env", "memory", kind 2, then flags (1: has a maximum, 2: shared), initial, maximum as 3-byte LEB128 each.
  const name = [3, ...ascii("env"), 6, ...ascii("memory"), 2];
  const at = bytes.findIndex((_, i) => name.every((byte, j) => bytes[i + j] === byte)) + name.length;
  const size = [(pages & 127) | 128, ((pages >> 7) & 127) | 128, pages >> 14];
  bytes.set([shared ? 3 : 1, ...size, ...size], at);
  return bytes;
}

function ascii(text: string): number[] {
  return Array.from(text, (c) => c.charCodeAt(0));
}
