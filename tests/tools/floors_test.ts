import { expect } from "expect";
import { join } from "node:path";
import { describe, it } from "node:test";
import { floorProblems, readFloors } from "../../tools/check/floors.ts";
import { problemText } from "../../tools/check/problem.ts";
import { root } from "../../tools/paths.ts";

const floors = readFloors("| 1 | `nn` `data` |\n| 10 | `report`     |\n| 0     | `errors` |\n");

function found(sources: Readonly<Record<string, string>>): string[] {
  return floorProblems(floors, new Map(Object.entries(sources))).map(problemText);
}

describe("readFloors()", () => {
  it("reads the rows of a table", () => {
    expect([...floors]).toEqual([["nn", 1], ["data", 1], ["report", 10], ["errors", 0]]);
  });
  it("knows the floors of this project's library", async () => {
    const { size } = readFloors(await Deno.readTextFile(join(root, "CONTRIBUTING.md")));
    expect(size).toBeGreaterThan(5);
  });
});

describe("floorProblems()", () => {
  it("allows the own folder, lower floors' doors, and packages", () => {
    expect(found({
      "lib/mod.ts": 'export { a } from "./nn/mod.ts";',
      "lib/nn/mod.ts": 'export { a } from "./a.ts";',
      "lib/nn/a.ts": 'import { b } from "../errors/mod.ts";\nimport { all } from "mathjs";',
      "lib/data/read.ts": 'import { readFileSync } from "node:fs";',
    })).toEqual([]);
  });
  it("refuses a higher floor, and another folder of the same", () => {
    expect(found({ "lib/nn/a.ts": 'import "../report/mod.ts";\nimport "../data/mod.ts";' })).toEqual([
      "lib/nn/a.ts, line 1: imports report (floor 10), which is not below nn (floor 1)",
      "lib/nn/a.ts, line 2: imports data (floor 1), which is not below nn (floor 1)",
    ]);
  });
  it("refuses a file behind a folder's door, the library by name, and a folder on no floor", () => {
    expect(found({ "lib/nn/a.ts": 'import "../errors/a.ts";\nimport "nnr";\nimport "../attic/mod.ts";' })).toEqual([
      "lib/nn/a.ts, line 1: imports lib/errors/a.ts, not the folder's mod.ts",
      "lib/nn/a.ts, line 2: imports nnr by name from inside lib",
      "lib/nn/a.ts, line 3: stands on no floor: CONTRIBUTING.md's table has no attic",
    ]);
  });
  it("refuses Node's modules where they do not belong", () => {
    expect(found({ "lib/nn/a.ts": 'import "node:fs";' })).toEqual([
      "lib/nn/a.ts, line 1: imports node:fs, but only data and report use Node's modules",
    ]);
  });
  it("refuses Node's modules in what a browser loads, but not behind a type", () => {
    const data = { "lib/data/mod.ts": 'export * from "./read.ts";', "lib/data/read.ts": 'import "node:fs";' };
    expect(found({ "lib/mod.ts": 'export { type A } from "./data/mod.ts";', ...data })).toEqual([]);
    expect(found({ "lib/mod.ts": 'export { type A, b } from "./data/mod.ts";', ...data })).toEqual([
      "lib/data/read.ts, line 1: imports node:fs, but lib/mod.ts reaches this file and has to load in a browser",
    ]);
  });
  it("refuses a circle, whichever file is looked at first", () => {
    expect(found({
      "lib/nn/a.ts": 'import "./b.ts";',
      "lib/nn/b.ts": '\nimport type { C } from "./c.ts";',
      "lib/nn/c.ts": 'import "./b.ts";',
    })).toEqual(["lib/nn/c.ts, line 1: closes a circle: lib/nn/b.ts → lib/nn/c.ts → lib/nn/b.ts"]);
  });
});
