import { expect } from "expect";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { glyphWriters } from "nnr/data";
import { root } from "../../../tools/paths.ts";

const { seen, unseen } = glyphWriters;
const writers = [...seen, ...unseen].sort();

function read(...path: string[]): string {
  return readFileSync(join(root, ...path), "utf8");
}

describe("glyphWriters", () => {
  it("has at least 40 writers, none of them both seen and unseen", () => {
    expect(writers.length).toBeGreaterThanOrEqual(40);
    expect(new Set(writers).size).toBe(writers.length);
  });

  it("names the font packages that package.json pins, no more and no fewer", () => {
    const { dependencies } = JSON.parse(read("package.json")) as { dependencies: Record<string, string> };
    const fonts = Object.keys(dependencies).filter((name) => name.startsWith("@fontsource/"));
    expect(fonts).toEqual(writers.map((writer) => `@fontsource/${writer}`));
    for (const font of fonts) expect(dependencies[font]).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it("takes fonts under the SIL Open Font License alone", () => {
    for (const writer of writers) {
      const folder = ["node_modules", "@fontsource", writer];
      const { license } = JSON.parse(read(...folder, "package.json")) as { license: string };
      expect([writer, license]).toEqual([writer, "OFL-1.1"]);
      expect(read(...folder, "LICENSE")).toContain("SIL OPEN FONT LICENSE Version 1.1");
    }
  });

  it("is listed, with the holders of the rights, in data/README.md", () => {
    const rows = [...read("data", "README.md").matchAll(/^\| `([a-z-]+)` +\| (seen|unseen) +\| \S.* \|$/gm)];
    expect(rows.map(([, writer, split]) => [writer, split]))
      .toEqual(writers.map((writer) => [writer, unseen.includes(writer) ? "unseen" : "seen"]));
  });
});
