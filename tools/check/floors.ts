import { dirname, join, normalize } from "node:path";
import { filesBelow } from "../hash.ts";
import { root } from "../paths.ts";
import type { Check, Problem } from "./problem.ts";
import type * as TypeScript from "typescript";
import { ts } from "./typescript.ts";

/** The floor of each folder of `lib/`: a folder imports from lower floors alone. */
export type Floors = ReadonlyMap<string, number>;

/** Reads the floors from the table in CONTRIBUTING.md: `| 5 | \`nn\` \`data\` |`. */
export function readFloors(markdown: string): Floors {
  const rows = markdown.matchAll(/^\| (\d+) +\| ((?:`\w+` ?)+) *\|/gm);
  return new Map(
    [...rows].flatMap(([, floor, folders = ""]) =>
      [...folders.matchAll(/\w+/g)].map(([folder]) => [folder, Number(floor)])
    ),
  );
}

/** The folders whose files may use Node's own modules: what `nnr` gives loads in a browser. */
const withNode: readonly string[] = ["data", "report"];

/** An import of a library's file: the file it names, or the words of another module. */
interface Import {
  readonly from: string;
  readonly to: string;
  readonly line: number;
  /** Whether only types come, which no program loads. */
  readonly onlyTypes: boolean;
}

/** `lib/` imports downwards, from folders' doors, without circles. */
export const floorsCheck: Check = {
  name: "floors",
  run: async () => {
    const sources = new Map<string, string>();
    for (const file of await filesBelow("lib", [".ts"])) sources.set(file, await Deno.readTextFile(join(root, file)));
    return floorProblems(readFloors(await Deno.readTextFile(join(root, "CONTRIBUTING.md"))), sources);
  },
};

/** What is wrong with the imports of a library's files, given as their text. */
export function floorProblems(floors: Floors, sources: ReadonlyMap<string, string>): Problem[] {
  const imports = [...sources].flatMap(([file, text]) => importsOf(file, text));
  const wrong = imports.flatMap((found) => {
    const text = judge(found, floors);
    return text ? [{ file: found.from, line: found.line, text }] : [];
  });
  return [...wrong, ...circles(imports), ...outOfBrowser(imports)];
}

/** Says why an import may not be; nothing when it may. */
function judge({ from, to }: Import, floors: Floors): string | undefined {
  const [, here = "", ...rest] = from.split("/");
  const door = rest.length === 0;
  if (to.startsWith("node:")) {
    return withNode.includes(here) ? undefined : `imports ${to}, but only ${withNode.join(" and ")} use Node's modules`;
  }
  if (!to.startsWith("lib/")) return /^nnr(\/|$)/.test(to) ? `imports ${to} by name from inside lib` : undefined;
  const [, there = ""] = to.split("/");
  if (!door && there === here) return undefined;
  if (to !== `lib/${there}/mod.ts`) return `imports ${to}, not the folder's mod.ts`;
  if (door) return undefined;
  const [low, high] = [floors.get(there), floors.get(here)];
  if (low === undefined || high === undefined) {
    return `stands on no floor: CONTRIBUTING.md's table has no ${low === undefined ? there : here}`;
  }
  return low < high ? undefined : `imports ${there} (floor ${low}), which is not below ${here} (floor ${high})`;
}

/** The imports and re-exports of a file. */
function importsOf(file: string, text: string): Import[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const name = statement.moduleSpecifier;
    if (!name || !ts.isStringLiteral(name)) return [];
    const to = name.text.startsWith(".") ? normalize(join(dirname(file), name.text)).replaceAll("\\", "/") : name.text;
    const { line } = source.getLineAndCharacterOfPosition(statement.getStart(source));
    return [{ from: file, to, line: line + 1, onlyTypes: onlyTypes(statement) }];
  });
}

/** Whether a statement imports or passes on nothing but types. */
function onlyTypes(statement: TypeScript.ImportDeclaration | TypeScript.ExportDeclaration): boolean {
  const clause = ts.isImportDeclaration(statement) ? statement.importClause : statement;
  const names = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : statement.exportClause;
  if (clause?.isTypeOnly) return true;
  return names !== undefined && (ts.isNamedImports(names) || ts.isNamedExports(names)) &&
    names.elements.length > 0 && names.elements.every((name) => name.isTypeOnly);
}

/** The imports of Node's modules by what the door `nnr` loads: it has to load in a browser. */
function outOfBrowser(imports: readonly Import[]): Problem[] {
  const loaded = new Set(["lib/mod.ts"]);
  for (const file of loaded) {
    for (const { from, to, onlyTypes } of imports) if (from === file && !onlyTypes) loaded.add(to);
  }
  return imports.filter(({ from, to }) => loaded.has(from) && to.startsWith("node:")).map(({ from, to, line }) => ({
    file: from,
    line,
    text: `imports ${to}, but lib/mod.ts reaches this file and has to load in a browser`,
  }));
}

/** One problem for each import that closes a circle. */
function circles(imports: readonly Import[]): Problem[] {
  const problems: Problem[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    for (const { to, line } of imports.filter(({ from }) => from === file)) {
      const start = [...path, file].indexOf(to);
      if (start >= 0) {
        problems.push({ file, line, text: `closes a circle: ${[...path, file, to].slice(start).join(" → ")}` });
      } else if (!done.has(to)) visit(to, [...path, file]);
    }
    done.add(file);
  };
  for (const { from } of imports) if (!done.has(from)) visit(from, []);
  return problems;
}
