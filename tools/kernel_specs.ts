/** The two kernels' specifications, inside `.venv`, under the names that everyone uses. */
import { join } from "node:path";
import { kernels, program, root } from "./paths.ts";

/** Writes both specifications; `node` is the Node that runs tslab. */
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
    const folder = join(kernels, name);
    await Deno.mkdir(folder, { recursive: true });
    await Deno.writeTextFile(join(folder, "kernel.json"), `${JSON.stringify(spec, null, 2)}\n`);
  }
}
