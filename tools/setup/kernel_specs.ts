import { join } from "node:path";
import { kernels, program, root } from "../paths.ts";

/** Writes both kernels' specifications, under the names that everyone uses, into `.venv`; `node` runs tslab. */
export async function writeKernelSpecs(node: string): Promise<void> {
  const specs = {
    deno: {
      argv: [program("deno"), "jupyter", "--kernel", "--conn", "{connection_file}"],
      display_name: "Deno (TypeScript)",
      language: "typescript",
      // Work before a cell's first `await` then stops at once, and the state survives.
      interrupt_mode: "message",
      env: { NO_COLOR: "1", RUST_BACKTRACE: "0" },
    },
    tslab: {
      argv: [node, join(root, "tools", "tslab.cjs"), "{connection_file}"],
      display_name: "tslab (TypeScript on Node)",
      language: "typescript",
      interrupt_mode: "signal",
    },
  };
  for (const [name, spec] of Object.entries(specs)) {
    const file = join(kernels, name, "kernel.json");
    const text = `${JSON.stringify(spec, null, 2)}\n`;
    if (await Deno.readTextFile(file).catch(() => "") === text) continue;
    await Deno.mkdir(join(kernels, name), { recursive: true });
    await Deno.writeTextFile(file, text);
  }
}
