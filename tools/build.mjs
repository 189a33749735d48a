// Builds `nnr` for tslab from the sources in lib/, with Node: three ES modules that share their classes, and types.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const lib = join(root, "lib");
const target = join(root, "node_modules", "nnr");
const doors = { "": "mod", data: "data/mod", report: "report/mod" };

const sources = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      // AssemblyScript: what it compiles to stands in lib/kernels/generated.ts.
      ? entry.name === "assembly" ? [] : sources(join(folder, entry.name))
      : entry.name.endsWith(".ts")
      ? [join(folder, entry.name)]
      : []
  ).sort();

/** Writes a file under a temporary name first: a kernel that starts meanwhile reads a whole one. */
const write = (path, text) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.${process.pid}`, text);
  renameSync(`${path}.${process.pid}`, path);
};

/** Brings `node_modules/nnr` up to date with `lib/`; returns whether there was anything to do. */
export function build() {
  const files = sources(lib);
  const hash = createHash("sha256");
  for (const file of [fileURLToPath(import.meta.url), ...files]) hash.update(`${file}\0`).update(readFileSync(file));
  const stamp = hash.digest("hex");
  const stampFile = join(target, ".stamp");
  try {
    if (readFileSync(stampFile, "utf8") === stamp) return false;
  } catch {
    // not built yet
  }
  rmSync(stampFile, { force: true });
  const { outputFiles } = require("esbuild").buildSync({
    entryPoints: Object.values(doors).map((door) => ({ in: join(lib, `${door}.ts`), out: door })),
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    logLevel: "warning",
    write: false,
    outdir: target,
  });
  for (const { path, contents } of outputFiles) write(path, contents);
  const ts = require("typescript");
  for (const file of files) {
    const { outputText } = ts.transpileDeclaration(readFileSync(file, "utf8"), {
      fileName: file,
      compilerOptions: { target: ts.ScriptTarget.ES2022, isolatedDeclarations: true, strict: true },
    });
    // TypeScript 5.9 declares a method named by a symbol twice: as a property first, which is left out.
    const types = outputText.replace(/\n *\/\*\*[^\n]*\n *\[Symbol\.\w+\]: [^\n]*/g, "");
    write(join(target, relative(lib, file)).replace(/\.ts$/, ".d.ts"), types);
  }
  for (const [folder, door] of Object.entries(doors)) {
    const name = folder === "" ? "mod" : relative(folder, door);
    const about = {
      name: ["nnr", folder].filter(Boolean).join("/"),
      private: true,
      type: "module",
      main: `${name}.js`,
      types: `${name}.d.ts`,
    };
    write(join(target, folder, "package.json"), `${JSON.stringify(about, null, 2)}\n`);
  }
  write(stampFile, stamp);
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) build();
