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
  const crisp = ' style="image-rendering:pixelated" ';
  const whole = drawn.replaceAll(' image-rendering="optimizeSpeed" ', crisp).replace(/\n\s*/g, "");
  const [often, once] = [whole, drawnOnce(whole)].map((text) =>
    text.replace(/ d="([^"]*)"/g, (_, path) => ` d="${relative(path)}"`)
  ) as [string, string];
  return often.length - once.length > WORTH ? once : often;
}

/** A drawing with many equal words keeps each once, where that saves so many characters. */
const WORTH = 30_000;

/** Outlines that differ only in their place, such as those of equal words, drawn once and used again. */
function drawnOnce(svg: string): string {
  const known = new Map<string, string>();
  const shared = svg.replace(/<path ([^>]*?)d="M ([\d.-]+) ([\d.-]+) ([^"]{150,})"([^>]*)\/>/g, (...found) => {
    const [, before, x, y, path, behind] = found as [string, string, string, string, string, string];
    const moved = movedBy(path, -Number(x), -Number(y));
    const key = `<path ${before}d="M0 0${moved.replace(/ ?([A-Z]) ?/g, "$1")}"${behind}/>`;
    const id = known.get(key) ?? `o${known.size}`;
    known.set(key, id);
    return `<use href="#${id}" x="${Number(x).toFixed(2)}" y="${Number(y).toFixed(2)}"/>`;
  });
  const outlines = Array.from(known, ([path, id]) => path.replace("<path ", `<path id="${id}" `)).join("");
  return shared.replace(/<defs\/>|<defs>/, (defs) => `<defs>${outlines}${defs === "<defs/>" ? "</defs>" : ""}`);
}

/** A path of absolute commands, moved; usvg writes M, L, Q, C and Z alone. */
function movedBy(path: string, dx: number, dy: number): string {
  let horizontal = false;
  return path.replace(/[A-Z]|-?[\d.]+(?:e-?\d+)?/g, (token) => {
    if (/[A-Z]/.test(token)) {
      horizontal = true;
      return token;
    }
    const value = Number(token) + (horizontal ? dx : dy);
    horizontal = !horizontal;
    return String(Number(value.toFixed(2)));
  });
}

/** How many of a path's numbers follow each of its commands, as pairs x, y. */
const PAIRS: Readonly<Record<string, number>> = { M: 1, L: 1, Q: 2, C: 3, Z: 0 };

/** The same path in hundredths of a pixel, each point told from the one before: half as many characters. */
function relative(path: string): string {
  const tokens = path.match(/[A-Z]|-?[\d.]+(?:e-?\d+)?/g) ?? [];
  let [written, last] = ["", ""];
  let [at, start] = [[0, 0], [0, 0]];
  for (let i = 0, command = ""; i < tokens.length;) {
    if (/[A-Z]/.test(tokens[i]!)) command = tokens[i++]!;
    const pairs = PAIRS[command];
    if (pairs === undefined) return path;
    const steps = tokens.slice(i, i += 2 * pairs).map((n, k) => Math.round(100 * Number(n)) - at[k % 2]!);
    const straight = command === "L" && steps.indexOf(0);
    const [letter, told] = straight === 0
      ? ["v", [steps[1]!]]
      : straight === 1
      ? ["h", [steps[0]!]]
      : [command.toLowerCase(), steps];
    const numbers = told.map((n) => String(n / 100).replace(/^(-?)0\./, "$1.")).join(" ");
    written += (letter === last && letter !== "m" ? " " : letter) + numbers;
    last = letter;
    at = pairs === 0 ? start : [at[0]! + steps.at(-2)!, at[1]! + steps.at(-1)!];
    if (command === "M") [start, command] = [at, "L"];
    // A path is closed once.
    if (command === "Z") command = "";
  }
  return written.replaceAll(" -", "-");
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
