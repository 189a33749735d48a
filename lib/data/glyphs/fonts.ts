import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { flatten, normalised, type Outline, type PathCommand, strokeWidth } from "./outline.ts";

/** The part of opentype.js that is used; the package carries no types. */
interface OpenType {
  parse(bytes: ArrayBuffer, options: { lowMemory: boolean }): {
    charToGlyph(character: string): { getPath(x: number, y: number, size: number): { commands: PathCommand[] } };
  };
}

const require = createRequire(import.meta.url);

/** The file of a writer's font. */
export function fontFile(writer: string): string {
  return require.resolve(`@fontsource/${writer}/files/${writer}-latin-400-normal.woff`);
}

/** The writers' fonts with their versions. */
export function fontVersions(writers: readonly string[]): string[] {
  return writers.map((writer) => {
    const { version } = JSON.parse(readFileSync(require.resolve(`@fontsource/${writer}/package.json`), "utf8"));
    return `${writer} ${version}`;
  });
}

/** The outlines of some characters of a font; the pen is that of half of them or more. */
export function readFont(writer: string, characters: string): ReadonlyMap<string, Outline> {
  const bytes = new Uint8Array(readFileSync(fontFile(writer)));
  const { parse }: OpenType = require("opentype.js");
  const font = parse(bytes.buffer, { lowMemory: true });
  const shapes = [...characters].map((character) => flatten(font.charToGlyph(character).getPath(0, 0, 1).commands));
  const widths = shapes.map(strokeWidth).sort((a, b) => a - b);
  const pen = widths[widths.length >> 1]!;
  return new Map(shapes.map((contours, i) => [characters[i]!, normalised(contours, pen)]));
}
