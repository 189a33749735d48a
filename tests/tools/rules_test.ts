import { expect } from "expect";
import { describe, it } from "node:test";
import { texProblems } from "../../export/tex.ts";
import { parseBooks, type Rule } from "../../tools/check/books.ts";
import { cellSize } from "../../tools/check/rules/cell_size.ts";
import { compiles } from "../../tools/check/rules/compiles.ts";
import { file } from "../../tools/check/rules/file.ts";
import { frame } from "../../tools/check/rules/frame.ts";
import { ids } from "../../tools/check/rules/ids.ts";
import { imports } from "../../tools/check/rules/imports.ts";
import { leftValue } from "../../tools/check/rules/left_value.ts";
import { links } from "../../tools/check/rules/links.ts";
import { names } from "../../tools/check/rules/names.ts";
import { tex } from "../../tools/check/rules/tex.ts";
import { words } from "../../tools/check/rules/words.ts";

const rules = { cellSize, compiles, file, frame, ids, imports, leftValue, links, names, tex, words };

const begin = [
  'import { Rng, softmax, Tensor } from "nnr";\nimport { claim, ledger, say, start } from "nnr/report";',
  "start(7);",
];
const metadata = {
  kernelspec: { display_name: "Deno (TypeScript)", language: "typescript", name: "deno" },
  language_info: {
    file_extension: ".ts",
    mimetype: "text/x.typescript",
    name: "typescript",
    nbconvert_exporter: "script",
    pygments_lexer: "typescript",
  },
};

/** A notebook's file: code, and Markdown where a text begins with `#`. */
function fileOf(sources: readonly string[], more: Readonly<Record<string, unknown>> = metadata): string {
  const cells = sources.map((source, i) => ({
    cell_type: source.startsWith("#") ? "markdown" : "code",
    id: source.includes("same id") ? "same" : `c${i}`,
    source,
  }));
  return JSON.stringify({ cells, metadata: more });
}

/** What is said of a value that is left behind. */
function left(type: string): string {
  return `leaves a value of type ${type} behind, which would be shown: keep it in a const, or show it with say, table or figure`;
}

/** What the export finds wrong with a formula, which the rule passes on. */
function texFound(place: string, markdown: string): string[] {
  return texProblems(markdown).map((text) => `${place}: ${text}`);
}

interface Bad {
  /** The cells after the imports, which are cell 1, and `start`, which is cell 2. */
  readonly cells?: readonly string[];
  /** The whole file, when it is not made of those cells and a ledger. */
  readonly text?: string;
  /** What its rule finds. */
  readonly found: readonly string[];
}

const bad: Readonly<Record<keyof typeof rules, Readonly<Record<string, Bad>>>> = {
  cellSize: {
    "26 lines": { cells: ["// x\n".repeat(26).trim()], found: ["cell 3: has 26 lines, more than 25"] },
    "79 columns": { cells: [`// ${"x".repeat(76)}`], found: ["cell 3, line 1: has 79 columns, more than 78"] },
    "nothing": { cells: [" "], found: ["cell 3: is an empty code cell"] },
  },
  compiles: {
    "a method of ES2023": {
      cells: ["const sorted = [2, 1].toSorted();"],
      found: ["cell 3, line 1: tslab refuses it: Property 'toSorted' does not exist on type 'number[]'."],
    },
    "syntax of ES2026": {
      cells: ["{\n  using x = null;\n}"],
      found: [
        "cell 3, line 2: tslab refuses it: Unexpected keyword or identifier.",
        "cell 3, line 2: tslab refuses it: Cannot find name 'using'.",
        "cell 3, line 2: tslab refuses it: Cannot find name 'x'.",
      ],
    },
    "a wrong type": {
      cells: ['const p: string = new Rng(1);\nsoftmax("x");'],
      found: [
        "cell 3, line 1: tslab refuses it: Type 'Rng' is not assignable to type 'string'.",
        "cell 3, line 2: tslab refuses it: Argument of type 'string' is not assignable to parameter of type 'Tensor'.",
      ],
    },
  },
  file: {
    "another kernel's metadata": {
      text: fileOf([...begin, "ledger();"], {}),
      found: [`: has other metadata than ${JSON.stringify(metadata)}`],
    },
    "two million bytes": {
      text: fileOf([...begin, `# ${"x".repeat(2_000_000)}`, "ledger();"]),
      found: [": has 2000564 bytes, more than 2000000"],
    },
    "one id twice": { cells: ["// same id", "// same id, too"], found: ["cell 4: has the id same of another cell"] },
  },
  frame: {
    "a claim before start": {
      text: fileOf([begin[0]!, 'claim("a", "b", 1, { below: 2 });', "start(7);", "ledger();"]),
      found: [": shows something before start(7)"],
    },
    "another number": {
      text: fileOf([begin[0]!, "start(8);", "ledger();"]),
      found: ["cell 2, line 1: must be start(7, …), as 07_frame_another_number has that number"],
    },
    "no ledger": { text: fileOf([...begin, "say`1`;"]), found: ["cell 3: must be the cell ledger(); alone"] },
  },
  ids: {
    "one claim twice": {
      cells: ['claim("twice", "b", 1, { below: 2 });', 'claim("twice", "b", 1, { below: 2 });'],
      found: ["cell 4, line 1: has the id claim-twice, which 07_ids_one_claim_twice has already"],
    },
    "one theorem twice": {
      cells: ['# A\n\n<div class="theorem" id="theorem-7-1">', '# B\n\n<a id="theorem-7-1"></a>'],
      found: ["cell 4, line 3: has the id theorem-7-1, which 07_ids_one_theorem_twice has already"],
    },
  },
  imports: {
    "code beside imports": {
      cells: ['import { Pcg32 } from "nnr";\nconst random = new Pcg32(1);'],
      found: ["cell 3, line 2: stands in one cell with imports, which stand alone"],
    },
    "a path": {
      cells: ['import "../lib/mod.ts";'],
      found: ['cell 3, line 1: imports "../lib/mod.ts": import by name'],
    },
    "npm:": { cells: ['import "npm:mathjs";'], found: ['cell 3, line 1: imports "npm:mathjs": import by name'] },
  },
  leftValue: {
    "a bare expression": { cells: ["1 + 1;"], found: [`cell 3, line 1: ${left("number")}`] },
    "a call that gives something": {
      cells: ["const rng = new Rng(1);\nrng.uniform();"],
      found: [`cell 3, line 2: ${left("number")}`],
    },
    "an expression before declarations": {
      cells: ["const rng = new Rng(1);\nrng.uniform();\nconst more = 1;\nfunction f() {}"],
      found: [`cell 3, line 2: ${left("number")}`],
    },
    "a loop, and both ways of a condition": {
      cells: [
        "const rng = new Rng(1);\nfor (let i = 0; i < 2; i++) {\n  const x = i;\n  rng.uniform();\n}",
        "if (rng.uniform() < 1) rng.permutation(2);\nelse rng.uniform();",
      ],
      found: [
        `cell 3, line 4: ${left("number")}`,
        `cell 4, line 1: ${left("number[]")}`,
        `cell 4, line 2: ${left("number")}`,
      ],
    },
  },
  links: {
    "an id that is nowhere": {
      cells: ["# A\n[x](#claim-nowhere) and [y](#A)"],
      found: ["cell 3, line 2: links to #claim-nowhere, which is not there"],
    },
    "a file that is not there": {
      cells: ["# A\n[x](nowhere.md), [y](../deno.json), [z](https://example.org/)"],
      found: ["cell 3, line 2: links to nowhere.md, which is not there"],
    },
    "an id in prose": {
      cells: ["say`see [x](#figure-nowhere)`;"],
      found: ["cell 3, line 1: links to #figure-nowhere, which is not there"],
    },
  },
  names: {
    "one name twice": {
      cells: ["const x = 1;", "const { y: [x] } = { y: [2] };"],
      found: ["cell 4, line 1: declares x, which cell 3 has declared"],
    },
    "a use before the declaration": {
      cells: ["function f(): number {\n  return g() + [1].map((h) => h)[0]!;\n}", "const g = () => 1;\nconst h = 1;"],
      found: ["cell 3, line 2: uses g, which cell 4 declares: tslab does not know it yet"],
    },
    "a shorthand for a variable of an earlier cell": {
      cells: [
        "const seed = 1;\nconst own = { seed };",
        "const later = { seed };\nconst f = (seed: number) => ({ seed });",
      ],
      found: ["cell 4, line 1: { seed } throws in tslab, as cell 3 declares it: write seed: seed"],
    },
    "a part renamed that an earlier cell declares": {
      cells: [
        "const run = { loss: 1 };\nconst { loss: own } = run;",
        "const { loss: later } = run;\nconst { loss } = run;\nconst { length: size } = [1];",
      ],
      found: ["cell 4, line 1: { loss: … } throws in tslab, as cell 3 declares loss: write .loss"],
    },
  },
  tex: {
    "a label": { cells: ["# A\n$$x \\label{a}$$"], found: texFound("cell 3", "$$x \\label{a}$$") },
    "a dollar": { cells: ["# A\n\nof \\$5"], found: texFound("cell 3", "of \\$5") },
    "a formula in prose": { cells: ["say`$\\\\R^{${1}}$`;"], found: texFound("cell 3, line 1", "$\\R^{1}$") },
  },
  words: {
    "Deno, require and console": {
      cells: ['Deno.exit();\nrequire("fs");\nconsole.log(globalThis.Deno);\nconst fine = { console: 1 }.console;'],
      found: [
        "cell 3, line 1: uses Deno: tslab has no Deno: use what nnr gives",
        "cell 3, line 2: uses require: Deno's kernel has no require: use import",
        "cell 3, line 3: uses console: its text overtakes displays: use say, table or show",
        "cell 3, line 3: uses Deno: tslab has no Deno: use what nnr gives",
      ],
    },
  },
};

const nameOf = (rule: string, what: string): string => `07_${rule}_${what.replace(/\W+/g, "_")}`;
const texts = Object.entries(bad).flatMap(([rule, notebooks]) =>
  Object.entries(notebooks).map(([what, { cells = [], text }]): [string, string] => [
    nameOf(rule, what),
    text ?? fileOf([...begin, ...cells, "ledger();"]),
  ])
);
const good = fileOf([
  ...begin,
  '# Softmax\n\n<div class="theorem" id="theorem-7-1">\n\n**Theorem 7.1.**\n\n</div>',
  'const rng = new Rng(1);\nconst p = softmax(Tensor.normal([3], { rng }));\nclaim("sum", "s", p.sum().item(), { below: 2 });',
  "# See [7.1](#theorem-7-1), [the claim](#claim-sum) and [Softmax](#Softmax).",
  "for (const x of [1, 2]) {\n  const own = { x };\n  say`${own.x}`;\n}",
  "ledger();",
]);
const books = parseBooks(new Map([...texts, ["07_good", good]]));

function found(rule: Rule, name: string): string[] {
  return rule(books.filter((book) => book.name === name)).map(({ file, cell, line, text }) => {
    expect(file).toBe(`notebooks/${name}.ipynb`);
    return `${[cell && `cell ${cell}`, line && `line ${line}`].filter(Boolean).join(", ")}: ${text}`;
  });
}

for (const [rule, notebooks] of Object.entries(bad) as [keyof typeof rules, Readonly<Record<string, Bad>>][]) {
  describe(`the rule ${rule}`, () => {
    for (const [what, notebook] of Object.entries(notebooks)) {
      it(`finds ${what}`, () => {
        expect(notebook.found.length).toBeGreaterThan(0);
        expect(found(rules[rule], nameOf(rule, what))).toEqual(notebook.found);
      });
    }
    it("finds nothing in a good notebook", () => expect(found(rules[rule], "07_good")).toEqual([]));
  });
}
