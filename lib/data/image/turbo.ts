import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** libjpeg-turbo's pixel formats: red, green, blue; grey; cyan, magenta, yellow, black. */
export const pixelFormats = { 3: 0, 1: 6, 4: 11 } as const;

/** What the WebAssembly module of the npm package `@cwasm/jpeg-turbo` exports: libjpeg-turbo's TurboJPEG API. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly malloc: (size: number) => number;
  readonly free: (pointer: number) => void;
  readonly tjInitDecompress: () => number;
  readonly tjDestroy: (decoder: number) => number;
  readonly tjDecompress2: (
    decoder: number,
    bytes: number,
    size: number,
    out: number,
    width: number,
    pitch: number,
    height: number,
    format: number,
    flags: number,
  ) => number;
}

/** A memory that has grown beyond this is given up after the image that needed it. */
const LARGE = 2 ** 26;

let module: WebAssembly.Module | undefined;
let instance: Exports | undefined;

/** A fresh decoder: what libjpeg-turbo does on errors (longjmp, exit) ends it. */
function start(): Exports {
  module ??= new WebAssembly.Module(
    readFileSync(createRequire(import.meta.url).resolve("@cwasm/jpeg-turbo/jpeg-turbo.wasm")),
  );
  const stop = (): never => {
    throw new Error("libjpeg-turbo gave up");
  };
  const imports = {
    env: { setjmp: () => 0, longjmp: stop },
    wasi_snapshot_preview1: {
      environ_sizes_get: () => 0,
      environ_get: stop,
      proc_exit: stop,
      fd_close: stop,
      fd_seek: stop,
      fd_write: stop,
    },
  };
  return new WebAssembly.Instance(module, imports).exports as unknown as Exports;
}

/**
 * The values of a JPEG image, side by side, `components` for each pixel; undefined when it is damaged.
 *
 * Whatever happens inside happens in the memory of an instance of its own, which is given up after a failure.
 */
export function decodeTurbo(
  bytes: Uint8Array,
  width: number,
  height: number,
  components: 1 | 3 | 4,
): Uint8Array | undefined {
  const turbo = instance ?? start();
  instance = undefined;
  try {
    const size = width * height * components;
    const input = turbo.malloc(bytes.length);
    const output = turbo.malloc(size);
    const decoder = turbo.tjInitDecompress();
    if (input === 0 || output === 0 || decoder === 0) return undefined;
    new Uint8Array(turbo.memory.buffer, input, bytes.length).set(bytes);
    const format = pixelFormats[components];
    if (turbo.tjDecompress2(decoder, input, bytes.length, output, width, width * components, height, format, 0) !== 0) {
      return undefined;
    }
    const values = new Uint8Array(turbo.memory.buffer, output, size).slice();
    turbo.free(input);
    turbo.free(output);
    turbo.tjDestroy(decoder);
    if (turbo.memory.buffer.byteLength <= LARGE) instance = turbo;
    return values;
  } catch {
    return undefined;
  }
}
