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

/** The drawing as a PNG: with a palette where 256 colours are enough, which makes images of weights a third as large. */
export function png(svg: string): Uint8Array {
  const drawn = new Resvg(svg, options).render();
  const { width, height } = drawn;
  const colours = new Uint32Array(new Uint8Array(drawn.pixels).buffer);
  const data = new Uint8Array(colours.length);
  const places = new Map<number, number>();
  for (let i = 0; i < colours.length; i++) {
    const colour = colours[i]!;
    let place = places.get(colour);
    if (place === undefined) places.set(colour, place = places.size);
    if (place > 255) return drawn.asPng();
    data[i] = place;
  }
  const palette = [...places.keys()].map((c): [number, number, number] => [c & 255, c >>> 8 & 255, c >>> 16 & 255]);
  return encode({ width, height, data, channels: 1, depth: 8, palette });
}
