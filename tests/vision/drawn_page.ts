import type { Box, Image } from "nnr";
import { Rng } from "nnr";

/** Strokes of capitals and digits in a box of height 1 and the width given: polylines as x,y pairs; O is round enough. */
const glyphs: Readonly<Record<string, readonly [number, ...string[]]>> = {
  A: [0.7, "0,1 .35,0 .7,1", ".13,.65 .57,.65"],
  B: [0.6, "0,0 0,1 .45,1 .6,.85 .6,.65 .45,.5 0,.5", "0,0 .4,0 .55,.12 .55,.38 .42,.5"],
  C: [0.65, ".65,.2 .45,0 .2,0 0,.25 0,.75 .2,1 .45,1 .65,.8"],
  D: [0.65, "0,0 0,1 .35,1 .65,.75 .65,.25 .35,0 0,0"],
  E: [0.55, ".55,0 0,0 0,1 .55,1", "0,.5 .45,.5"],
  F: [0.55, ".55,0 0,0 0,1", "0,.5 .45,.5"],
  G: [0.65, ".65,.2 .45,0 .2,0 0,.25 0,.75 .2,1 .45,1 .65,.8 .65,.55 .4,.55"],
  H: [0.6, "0,0 0,1", ".6,0 .6,1", "0,.5 .6,.5"],
  I: [0, "0,0 0,1"],
  J: [0.45, ".45,0 .45,.8 .3,1 .12,1 0,.85"],
  K: [0.55, "0,0 0,1", ".55,0 0,.55 .55,1"],
  L: [0.5, "0,0 0,1 .5,1"],
  M: [0.8, "0,1 .1,0 .4,.7 .7,0 .8,1"],
  N: [0.6, "0,1 0,0 .6,1 .6,0"],
  O: [0.7, ".35,0 .6,.12 .7,.5 .6,.88 .35,1 .1,.88 0,.5 .1,.12 .35,0"],
  P: [0.55, "0,1 0,0 .4,0 .55,.15 .55,.4 .4,.55 0,.55"],
  R: [0.6, "0,1 0,0 .4,0 .55,.15 .55,.38 .4,.5 0,.5", ".3,.5 .6,1"],
  S: [0.55, ".55,.15 .4,0 .15,0 0,.15 0,.35 .15,.47 .4,.53 .55,.65 .55,.85 .4,1 .15,1 0,.85"],
  T: [0.6, "0,0 .6,0", ".3,0 .3,1"],
  U: [0.6, "0,0 0,.8 .15,1 .45,1 .6,.8 .6,0"],
  V: [0.65, "0,0 .32,1 .65,0"],
  W: [0.9, "0,0 .2,1 .45,.3 .7,1 .9,0"],
  X: [0.6, "0,0 .6,1", ".6,0 0,1"],
  Y: [0.6, "0,0 .3,.5 .6,0", ".3,.5 .3,1"],
  Z: [0.6, "0,0 .6,0 0,1 .6,1"],
  "1": [0, "0,0 0,1"],
  "4": [0.55, ".4,1 .4,0 0,.65 .55,.65"],
  "7": [0.5, "0,0 .5,0 .2,1"],
};

/** A page to be drawn; lengths are in pixels, what is left out is a plain page. */
export interface PageSketch {
  readonly text: readonly string[];
  /** Height of a letter, and width of the pen. */
  readonly height?: number;
  readonly pen?: number;
  /** Between letters and between words, as shares of the height; and by how much gaps vary. */
  readonly gap?: number;
  readonly space?: number;
  readonly vary?: number;
  /** Rows per column; rows per column² ; columns per row. */
  readonly slope?: number;
  readonly bend?: number;
  readonly slant?: number;
  /** Width of the soft edge of a stroke. */
  readonly blur?: number;
  /** Deviation of the noise, of 255. */
  readonly noise?: number;
  /** The light on the right, as a share of that on the left; and that in a shadow with a hard edge. */
  readonly light?: number;
  readonly shadow?: number;
  /** Red, green, blue. */
  readonly paper?: readonly [number, number, number];
  readonly ink?: readonly [number, number, number];
  /** Distance of ruled lines, level ones, and whether upright ones too. */
  readonly rules?: number;
  readonly squared?: boolean;
  readonly rule?: readonly [number, number, number];
  /** Rows from one line of text to the next, in letter heights; columns of margin. */
  readonly leading?: number;
  readonly margin?: number;
  readonly seed?: number;
}

/** What a drawn page shows. */
export interface DrawnPage {
  readonly image: Image;
  /** For each line, for each letter: its box and whether a space stands before it. */
  readonly lines: readonly (readonly { readonly character: string; readonly box: Box; readonly spaced: boolean }[])[];
}

type Stroke = readonly [number, number, number, number];

/** Draws a page: strokes of even width with soft edges, on paper under a light, through a noisy camera. */
export function drawPage(sketch: PageSketch): DrawnPage {
  const { text, height = 60, pen = 6, gap = 0.3, space = 1, vary = 0, slope = 0, bend = 0, slant = 0 } = sketch;
  const { leading = 2, margin = 40, seed = 1, blur = 1.5 } = sketch;
  const rng = new Rng(seed);
  const strokes: Stroke[] = [];
  const lines = text.map((line, row) => {
    let x = margin;
    let spaced = false;
    const letters: { character: string; box: Box; spaced: boolean }[] = [];
    for (const character of line) {
      if (character === " ") {
        x += (space - gap) * height;
        spaced = true;
        continue;
      }
      const [width, ...paths] = glyphs[character]!;
      const own: Stroke[] = [];
      for (const path of paths) {
        const points = path.split(" ").map((pair) => pair.split(",").map(Number) as [number, number]);
        const placed = points.map(([u, v]): [number, number] => {
          const along = x + u * height - slant * (v - 0.5) * height;
          return [along, margin + height * (row * leading + v) + slope * along + bend * along * along];
        });
        placed.slice(1).forEach(([a, b], i) => own.push([...placed[i]!, a, b]));
      }
      strokes.push(...own);
      letters.push({ character, box: boxOf(own, pen), spaced });
      spaced = false;
      x += (width + Math.max(gap * (1 + vary * rng.normal()), pen / height * 1.5)) * height;
    }
    return letters;
  });
  const boxes = lines.flat().map(({ box }) => box);
  const width = Math.ceil(Math.max(...boxes.map(({ x, width }) => x + width)) + margin);
  const top = Math.min(0, ...boxes.map(({ y }) => Math.floor(y - margin)));
  const rows = Math.ceil(Math.max(...boxes.map(({ y, height }) => y + height)) + margin) - top;
  const cover = new Float32Array(width * rows);
  for (const [x0, y0, x1, y1] of strokes) paintStroke(cover, width, rows, [x0, y0 - top, x1, y1 - top], pen, blur);
  const shown = lines.map((line) =>
    line.map((letter) => ({ ...letter, box: { ...letter.box, y: letter.box.y - top } }))
  );
  return { image: photograph(cover, width, rows, sketch, rng), lines: shown };
}

/** Light, ruled lines, colours, noise. */
function photograph(cover: Float32Array, width: number, height: number, sketch: PageSketch, rng: Rng): Image {
  const { noise = 2, light = 1, shadow = 1, rules = 0, squared = false } = sketch;
  const { paper = [225, 220, 210], ink = [40, 40, 60], rule = [150, 170, 210] } = sketch;
  const data = new Uint8Array(3 * width * height);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const dim = (1 + (light - 1) * x / width) * (x + y > (width + height) / 2 ? shadow : 1);
      const ruled = rules > 0 && (Math.floor(y + 0.01 * x) % rules < 2 || (squared && x % rules < 2));
      const shake = noise * rng.normal();
      for (let c = 0; c < 3; c++) {
        const ground = ruled ? rule[c]! : paper[c]!;
        const value = (ground + (ink[c]! - ground) * cover[i]!) * dim + shake;
        data[c * width * height + i] = Math.min(Math.max(Math.round(value), 0), 255);
      }
    }
  }
  return { shape: [3, height, width], data };
}

function paintStroke(
  cover: Float32Array,
  width: number,
  height: number,
  stroke: Stroke,
  pen: number,
  blur: number,
): void {
  const [x0, y0, x1, y1] = stroke;
  const reach = pen / 2 + blur;
  const square = (x1 - x0) ** 2 + (y1 - y0) ** 2;
  for (
    let y = Math.max(Math.floor(Math.min(y0, y1) - reach), 0);
    y <= Math.min(Math.max(y0, y1) + reach, height - 1);
    y++
  ) {
    for (
      let x = Math.max(Math.floor(Math.min(x0, x1) - reach), 0);
      x <= Math.min(Math.max(x0, x1) + reach, width - 1);
      x++
    ) {
      const [u, v] = [x + 0.5 - x0, y + 0.5 - y0];
      const share = square === 0 ? 0 : Math.min(Math.max((u * (x1 - x0) + v * (y1 - y0)) / square, 0), 1);
      const away = Math.hypot(u - share * (x1 - x0), v - share * (y1 - y0));
      const value = Math.min(Math.max(0.5 + (pen / 2 - away) / blur, 0), 1);
      cover[y * width + x] = Math.max(cover[y * width + x]!, value);
    }
  }
}

function boxOf(strokes: readonly Stroke[], pen: number): Box {
  const xs = strokes.flatMap(([a, , b]) => [a, b]);
  const ys = strokes.flatMap(([, a, , b]) => [a, b]);
  const [left, top] = [Math.min(...xs) - pen / 2, Math.min(...ys) - pen / 2];
  return { x: left, y: top, width: Math.max(...xs) + pen / 2 - left, height: Math.max(...ys) + pen / 2 - top };
}
