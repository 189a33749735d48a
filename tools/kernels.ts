/** Compiles the kernels of `lib/kernels/assembly` and embeds them in `lib/kernels/generated.ts`; `deno task check` compares. */
import asc from "assemblyscript/asc";
import { join } from "node:path";
import { root } from "./paths.ts";

const sources = join(root, "lib", "kernels", "assembly");
/** What is written. */
export const target: string = join(root, "lib", "kernels", "generated.ts");

/** Address space that the module declares, in pages of 64 KiB: the loader writes the real size over it. */
const PAGES = "16384";

/** The module's bytes, with or without relaxed SIMD. */
async function compile(relaxed: boolean): Promise<Uint8Array> {
  let wasm: Uint8Array | undefined;
  const { error, stderr } = await asc.main([
    "main.ts",
    ...["--outFile", "main.wasm"],
    ...["--runtime", "stub"],
    ...["--importMemory", "--noExportMemory", "--sharedMemory"],
    ...["--initialMemory", PAGES, "--maximumMemory", PAGES],
    ...["-O3", "--noAssert"],
    ...["--use", "abort="],
    ...["--enable", relaxed ? "simd,threads,relaxed-simd" : "simd,threads"],
  ], {
    readFile: (name) => {
      try {
        return Deno.readTextFileSync(join(sources, name));
      } catch {
        return null;
      }
    },
    writeFile: (_name, contents) => {
      if (typeof contents !== "string") wasm = contents;
    },
    listFiles: () => [],
  });
  if (error || !wasm) throw new SyntaxError(`Cannot compile the kernels\n${stderr.toString()}`);
  return wasm;
}

/** The text of `lib/kernels/generated.ts`, made from the sources: the same bytes on every machine. */
export async function generated(): Promise<string> {
  return `// Written by \`deno task kernels\` from lib/kernels/assembly; not to be edited.
// deno-fmt-ignore-file

/** The kernels with SIMD128 alone: products and sums are rounded one by one. */
export const plain: string =
  "${(await compile(false)).toBase64()}";

/** The kernels with relaxed SIMD: fused multiply-add. */
export const fused: string =
  "${(await compile(true)).toBase64()}";
`;
}

if (import.meta.main) {
  const text = await generated();
  await Deno.writeTextFile(target, text);
  console.error(`lib/kernels/generated.ts: ${Math.round(text.length / 1024)} KiB`);
}
