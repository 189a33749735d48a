import { expect } from "expect";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { glyph36, type GlyphFont, glyphWriters } from "nnr/data";
import { furtherWriters } from "../../tools/nets/writers/fonts.ts";
import { root } from "../../tools/paths.ts";

const folder = join(root, "tools", "nets", "writers");
const absent = !existsSync(join(folder, "node_modules")) && "not installed: deno task nets --install";
const { dependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
  dependencies: Readonly<Record<string, string>>;
};
const packages = Object.keys(dependencies);

describe("the further writers of the nets for letters", () => {
  it("are pinned, and none of them writes Glyph36", () => {
    const own = [...glyphWriters.seen, ...glyphWriters.unseen];
    for (const name of packages) {
      expect(dependencies[name]).toMatch(/^\d+\.\d+\.\d+$/);
      expect(own).not.toContain(name.replace("@fontsource/", ""));
    }
  });

  it("are fonts under the SIL Open Font License or the Apache License alone", { skip: absent }, () => {
    for (const name of packages) {
      const { license, version } = JSON.parse(readFileSync(join(folder, "node_modules", name, "package.json"), "utf8"));
      expect(["OFL-1.1", "Apache-2.0"]).toContain(license);
      expect(version).toBe(dependencies[name]);
    }
  });

  it("take turns in a set, or say how to install them", () => {
    if (absent !== false) {
      expect(() => furtherWriters()).toThrow("deno task nets --install");
      return;
    }
    const fonts: readonly GlyphFont[] = furtherWriters();
    expect(fonts.map(({ name }) => `@fontsource/${name}`)).toEqual(packages);
    expect(fonts[0]).toEqual({ name: "arizonia", unfit: "FJZ", folder });
    expect(glyph36("train", { count: 36, people: 2, more: fonts }).source).toContain("159 handwriting fonts");
  });
});
