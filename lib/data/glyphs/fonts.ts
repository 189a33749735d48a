import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { flatten, normalised, type Outline, type PathCommand, strokeWidth } from "./outline.ts";
import type { GlyphFont } from "./writers.ts";

/** The part of opentype.js that is used; the package carries no types. */
interface OpenType {
  parse(bytes: ArrayBuffer, options: { lowMemory: boolean }): {
    charToGlyph(character: string): { getPath(x: number, y: number, size: number): { commands: PathCommand[] } };
  };
}

const require = createRequire(import.meta.url);

/** A file of a font's package. */
function fontFile({ name, folder }: GlyphFont, file: string): Uint8Array<ArrayBuffer> {
  const { resolve } = folder === undefined ? require : createRequire(join(folder, "package.json"));
  return new Uint8Array(readFileSync(resolve(`@fontsource/${name}/${file}`)));
}

/** The fonts with their versions. */
export function fontVersions(fonts: readonly GlyphFont[]): string[] {
  return fonts.map((font) => {
    const { version } = JSON.parse(new TextDecoder().decode(fontFile(font, "package.json")));
    return `${font.name} ${version}`;
  });
}

/** The outlines of some characters of a font; the pen is that of half of them or more. */
export function readFont(font: GlyphFont, characters: string): ReadonlyMap<string, Outline> {
  const bytes = fontFile(font, `files/${font.name}-latin-400-normal.woff`);
  const { parse }: OpenType = require("opentype.js");
  const read = parse(bytes.buffer, { lowMemory: true });
  const shapes = [...characters].map((character) => flatten(read.charToGlyph(character).getPath(0, 0, 1).commands));
  const widths = shapes.map(strokeWidth).sort((a, b) => a - b);
  const pen = widths[widths.length >> 1]!;
  return new Map(shapes.map((contours, i) => [characters[i]!, normalised(contours, pen)]));
}
