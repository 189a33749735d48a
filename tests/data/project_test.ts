import { expect } from "expect";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { dataFolder, findData, projectRoot } from "nnr/data";
import { withFiles } from "./with_files.ts";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Runs with another working directory and `NNR_DATA`. */
function at<T>(folder: string, data: string | undefined, run: () => T): T {
  const before = { folder: process.cwd(), data: process.env.NNR_DATA };
  const setData = (value: string | undefined): void => {
    if (value === undefined) delete process.env.NNR_DATA;
    else process.env.NNR_DATA = value;
  };
  try {
    process.chdir(folder);
    setData(data);
    return run();
  } finally {
    process.chdir(before.folder);
    setData(before.data);
  }
}

/** Runs with a temporary folder. */
function within<T>(run: (folder: string) => T): T {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "nnr-project-")));
  try {
    return run(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("projectRoot()", () => {
  it("is found from the project's folder and from notebooks/", () => {
    expect(at(root, undefined, projectRoot)).toBe(root);
    expect(at(join(root, "notebooks"), undefined, projectRoot)).toBe(root);
  });

  it("passes over folders of other projects", () =>
    within((folder) => {
      const inner = join(folder, "inner");
      const innermost = join(inner, "innermost");
      mkdirSync(innermost, { recursive: true });
      writeFileSync(join(folder, "deno.json"), '{ "name": "nnr" }');
      writeFileSync(join(inner, "deno.json"), '{ "name": "another" }');
      writeFileSync(join(innermost, "deno.json"), '{ /* a comment */ "name": "a third" }');
      expect(at(innermost, undefined, projectRoot)).toBe(folder);
    }));

  it("is an error outside a project", () =>
    within((folder) => {
      expect(() => at(folder, undefined, projectRoot)).toThrow(
        new RangeError(`Cannot find the project: neither ${folder} nor a folder above has a deno.json named "nnr"`),
      );
    }));
});

describe("dataFolder() and findData()", () => {
  it("are data/ of the project unless NNR_DATA is set", () => {
    expect(at(join(root, "notebooks"), undefined, dataFolder)).toBe(join(root, "data"));
    expect(at(root, "", dataFolder)).toBe(join(root, "data"));
    expect(at(root, undefined, () => findData("README.md"))).toBe(join(root, "data", "README.md"));
  });

  it("take a relative NNR_DATA from the project's folder", () => {
    expect(at(join(root, "notebooks"), "lib/data", dataFolder)).toBe(join(root, "lib", "data"));
  });

  it("find files of NNR_DATA, and nothing where there is none", () =>
    withFiles({ "set/images": new Uint8Array(1) }, (folder) => {
      expect(findData("set/images")).toBe(join(folder, "set", "images"));
      expect(findData("set/labels")).toBeUndefined();
    }));

  it("refuse an NNR_DATA that is no folder", () => {
    expect(() => at(root, "no/such", dataFolder)).toThrow(
      new RangeError(`Cannot read data from NNR_DATA=no/such: there is no folder ${join(root, "no", "such")}`),
    );
    expect(() => at(root, "deno.json", () => findData("mnist"))).toThrow("there is no folder");
  });
});
