import { Resvg, type ResvgRenderOptions } from "@resvg/resvg-js";
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

/** The drawing as a PNG. */
export function png(svg: string): Uint8Array {
  return new Resvg(svg, options).render().asPng();
}
