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
  it("has at least 60 writers, none of them both seen and unseen", () => {
    expect(writers.length).toBeGreaterThanOrEqual(60);
    expect(new Set(writers).size).toBe(writers.length);
  });

  it("names the font packages that package.json pins, no more and no fewer", () => {
    const { dependencies } = JSON.parse(read("package.json")) as { dependencies: Record<string, string> };
    const fonts = Object.keys(dependencies).filter((name) => name.startsWith("@fontsource/"));
    expect(fonts).toEqual(writers.map((writer) => `@fontsource/${writer}`));
    for (const font of fonts) expect(dependencies[font]).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it("takes fonts under the SIL Open Font License or the Apache License alone", () => {
    const texts: Record<string, string> = {
      "OFL-1.1": "SIL OPEN FONT LICENSE Version 1.1",
      "Apache-2.0": "Apache License\nVersion 2.0",
    };
    for (const writer of writers) {
      const folder = ["node_modules", "@fontsource", writer];
      const { license } = JSON.parse(read(...folder, "package.json")) as { license: string };
      expect(Object.keys(texts)).toContain(license);
      expect(read(...folder, "LICENSE").replaceAll(/\n\s+/g, "\n")).toContain(texts[license]);
    }
  });

  it("is listed, with licences and the holders of the rights, in data/README.md", () => {
    const rows = [...read("data", "README.md").matchAll(/^\| `([a-z-]+)` +\| (seen|unseen) +\| (\S+) +\| \S.* \|$/gm)];
    expect(rows.map(([, writer, split, licence]) => [writer, split, licence])).toEqual(writers.map((writer) => {
      const { license } = JSON.parse(read("node_modules", "@fontsource", writer, "package.json")) as {
        license: string;
      };
      return [writer, unseen.includes(writer) ? "unseen" : "seen", license];
    }));
  });
});
