import type { Rng } from "../../random/mod.ts";
import { fontHand } from "../glyphs/hand.ts";
import { blur } from "./blur.ts";
import type { Camera } from "./camera.ts";
import { conditionsAt } from "./conditions.ts";
import { drawInk } from "./ink.ts";
import { layOut } from "./layout.ts";
import { type Field, field } from "./noise.ts";
import { modulate, type Picture } from "./picture.ts";
import { randomText } from "./text.ts";

/** The print's letters, in those of the page; how wide its strokes are, in its own letters. */
const SIZE: readonly [number, number] = [0.3, 0.5];
const STROKE = 0.13;
/** Columns and rows of a table, in letter heights; the paper between its cells, and how dark the cells are. */
const COLUMN: readonly [number, number] = [2.5, 7];
const ROW: readonly [number, number] = [1.5, 4];
const BETWEEN = 0.12;
const CELL = 0.5;
/** Deviation of the paper's blur, in letter heights. */
const PAPER = 0.04;

/** Darkens a scene where the page's back is printed: by `bleed` where its ink is black. */
export function shineThrough(scene: Picture, bleed: number, camera: Camera, rng: Rng): void {
  if (bleed === 0) return;
  const back = printed(scene[0].width, scene[0].height, camera, rng);
  for (let i = 0; i < back.values.length; i++) back.values[i]! *= -bleed;
  modulate(scene, back);
}

/** Printed lines, turned over, and the cells of a table, as the paper blurs them; 1 is black ink. */
function printed(width: number, height: number, camera: Camera, rng: Rng): Field {
  const back = field(width, height);
  const [column, row] = [rng.uniform(...COLUMN), rng.uniform(...ROW)];
  const [left, top] = [rng.uniform(0, column), rng.uniform(0, row)];
  const u = new Float64Array(width), v = new Float64Array(width);
  const inCell = (at: number, size: number): boolean => at - size * Math.floor(at / size) > BETWEEN;
  for (let y = 0, i = 0; y < height; y++) {
    camera.unprojectRow(y, u, v);
    for (let x = 0; x < width; x++, i++) {
      if (inCell(u[x]! - left, column) && inCell(v[x]! - top, row)) back.values[i] = CELL;
    }
  }
  const print = { ...conditionsAt(0, rng), gap: 0.12, pen: STROKE };
  const { glyphs } = layOut(randomText(rng), fontHand({ name: "comic-neue" }, 0), print, rng);
  const size = rng.uniform(...SIZE), [du, dv] = [rng.normal(0, 3), rng.normal(0, 2)];
  for (const glyph of glyphs) {
    for (const points of glyph.contours) {
      for (let i = 0; i < points.length; i += 2) {
        points[i] = du - size * points[i]!;
        points[i + 1] = dv + size * points[i + 1]!;
      }
    }
    drawInk(glyph, size * print.pen, camera, back);
  }
  blur(back, PAPER * camera.zoom);
  return back;
}
