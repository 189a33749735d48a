import { expect } from "expect";
import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { glyph36 } from "nnr/data";
import { inEmptyProject } from "./in_empty_project.ts";

const count = 36;

/** The images, and whether they had to be drawn. */
function ask(): { images: Uint8Array; drawn: boolean } {
  let drawn = false;
  const { images } = glyph36("unseen", { count, onProgress: () => drawn = true });
  return { images: images as Uint8Array, drawn };
}

/** The one file of the cache. */
function cacheFile(project: string): string {
  const folder = join(project, "data", "cache");
  const [name, ...others] = readdirSync(folder);
  expect(others).toEqual([]);
  return join(folder, name!);
}

describe("the cache of Glyph36", () => {
  it("gives the same images again without drawing them", () =>
    inEmptyProject(() => {
      const first = ask();
      expect(first.drawn).toBe(true);
      expect(ask()).toEqual({ images: first.images, drawn: false });
    }));

  it("draws again, and repairs the file, when a byte of it has changed, wherever", () =>
    inEmptyProject((project) => {
      const { images } = ask();
      const file = cacheFile(project);
      const intact = readFileSync(file);
      for (const at of [0, 31, 32, intact.length - 1]) {
        const damaged = Uint8Array.from(intact);
        damaged[at]! ^= 1;
        writeFileSync(file, damaged);
        expect(ask()).toEqual({ images, drawn: true });
        expect(readFileSync(file).equals(intact)).toBe(true);
      }
    }));

  it("draws again when the file is cut off, empty or too long", () =>
    inEmptyProject((project) => {
      const { images } = ask();
      const file = cacheFile(project);
      const { length } = readFileSync(file);
      for (const size of [0, 10, 32, length - 1, length + 1]) {
        truncateSync(file, size);
        expect(ask()).toEqual({ images, drawn: true });
      }
    }));

  it("is done without where its folder cannot be made", () =>
    inEmptyProject((project) => {
      mkdirSync(join(project, "data"));
      writeFileSync(join(project, "data", "cache"), "a file");
      expect(ask().drawn).toBe(true);
      expect(ask().drawn).toBe(true);
    }));
});
