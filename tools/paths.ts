/** Where the project's own things lie, on every system. */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const root: string = dirname(dirname(fileURLToPath(import.meta.url)));
/** The Python environment that holds everything of Jupyter's. */
export const venv: string = join(root, ".venv");
/** Where the kernel specifications lie. */
export const kernels: string = join(venv, "share", "jupyter", "kernels");
/** Executed notebooks, site and book. */
export const out: string = join(root, "export", "out");

const windows = Deno.build.os === "windows";

/** A program of the Python environment. */
export function program(name: "python" | "deno" | "pandoc"): string {
  return windows ? join(venv, "Scripts", `${name}.exe`) : join(venv, "bin", name);
}

const jupyter = {
  JUPYTER_CONFIG_DIR: join(venv, "jupyter", "config"),
  JUPYTER_DATA_DIR: join(venv, "jupyter", "data"),
  JUPYTER_RUNTIME_DIR: join(venv, "jupyter", "runtime"),
  IPYTHONDIR: join(venv, "jupyter", "ipython"),
};
/** Jupyter's own folders, which would otherwise lie in the reader's home. */
export const jupyterFolders: readonly string[] = Object.values(jupyter);

/** The environment of every process that the tasks start: Jupyter keeps to `.venv`, errors carry no native trace. */
export const environment: Record<string, string> = {
  ...jupyter,
  JUPYTER_PLATFORM_DIRS: "1",
  RUST_BACKTRACE: "0",
};
