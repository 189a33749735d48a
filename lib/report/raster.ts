import { Resvg, type ResvgRenderOptions } from "@resvg/resvg-js";
import { encode } from "fast-png";
import { createRequire } from "node:module";

const { resolve } = createRequire(import.meta.url);
/** The pinned fonts: text looks the same on every machine, and the second has the signs that the first lacks. */
const fontFiles: readonly string[] = [
  "@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf",
  "@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf",
  "dejavu-fonts-ttf/ttf/DejaVuSans.ttf",
].map((file) => resolve(file));

/** The PNG is for viewers that show no SVG: sharp enough at one and a half pixels for one. */
const ZOOM = 1.5;

const options: ResvgRenderOptions = {
  background: "white",
  font: { loadSystemFonts: false, fontFiles: [...fontFiles], defaultFontFamily: "Source Sans 3" },
  fitTo: { mode: "zoom", value: ZOOM },
  logLevel: "off",
};

/** The same drawing with its text as outlines: no page needs a font for it. */
export function outlined(svg: string): string {
  const { fitTo: _zoom, ...plain } = options;
  const drawn = new Resvg(svg, plain).toString();
  const round = (path: string): string => path.replace(/-?\d+\.\d{3,}/g, (n) => String(Number(Number(n).toFixed(2))));
  const crisp = ' style="image-rendering:pixelated" ';
  return drawn.replaceAll(' image-rendering="optimizeSpeed" ', crisp).replace(/\n\s*/g, "").replace(
    / d="[^"]*"/g,
    round,
  );
}

/** How fine a PNG is. */
export interface PngOptions {
  /** A pixel for a pixel and 256 colours, whatever is drawn; one and a half and all of them unless told. */
  readonly coarse?: boolean;
}

/** The drawing as a PNG: with a palette where 256 colours are enough, which makes images of weights a third as large. */
export function png(svg: string, { coarse = false }: PngOptions = {}): Uint8Array {
  const drawn = new Resvg(svg, coarse ? { ...options, fitTo: { mode: "original" } } : options).render();
  const { width, height } = drawn;
  const pixels = new Uint8Array(drawn.pixels);
  for (let step = 1; step === 1 || coarse; step *= 2) {
    const found = indexed(new Uint32Array(pixels.buffer), step);
    if (!found) continue;
    const palette = found.colours.map((c): [number, number, number] => [c & 255, c >>> 8 & 255, c >>> 16 & 255]);
    return encode({ width, height, data: found.data, channels: 1, depth: 8, palette });
  }
  return drawn.asPng();
}

/** The place of each pixel's colour among at most 256, each value of it rounded to multiples of `step`; undefined when they are more. */
function indexed(
  pixels: Uint32Array,
  step: number,
): { readonly colours: readonly number[]; readonly data: Uint8Array } | undefined {
  const places = new Map<number, number>();
  const round = Uint8Array.from({ length: 256 }, (_, v) => Math.min(Math.round(v / step) * step, 255));
  const data = new Uint8Array(pixels.length);
  for (let i = 0; i < pixels.length; i++) {
    const own = pixels[i]!;
    const colour = round[own & 255]! | round[own >>> 8 & 255]! << 8 | round[own >>> 16 & 255]! << 16;
    let place = places.get(colour);
    if (place === undefined) places.set(colour, place = places.size);
    if (place > 255) return undefined;
    data[i] = place;
  }
  return { colours: [...places.keys()], data };
}
