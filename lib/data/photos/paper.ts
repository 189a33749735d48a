import type { Rng } from "../../random/mod.ts";
import type { Camera } from "./camera.ts";
import type { Colours } from "./colours.ts";
import type { PhotoConditions } from "./conditions.ts";
import { addNoise, field } from "./noise.ts";
import { modulate, type Picture, picture } from "./picture.ts";
import type { Streams } from "./streams.ts";

/** Where a page has its rules and edges, in letter heights from the middle of the text. */
export interface Sheet {
  /** Height of a rule and of the next; columns, of squared paper, are as far apart. */
  readonly rule: number;
  readonly spacing: number;
  /** Left, top, right, bottom; infinite where the photo ends first. */
  readonly edges: readonly [number, number, number, number];
}

/** Width of a rule, in letter heights. */
const RULE = 0.035;
/** Layers of noise: pixels of a lattice cell across and down, and its deviation. */
type Layers = readonly (readonly [across: number, down: number, deviation: number])[];
/** Fibres, flecks and clouds of paper, as shares of its texture. */
const FIBRES: Layers = [[1.7, 1.7, 0.7], [5, 5, 0.4], [60, 60, 0.5]];
/** What chalk leaves on a wiped board, and the grain of a wooden table. */
const WIPED: Layers = [[250, 40, 0.05], [500, 300, 0.12]];
const WOOD: Layers = [[150, 4, 0.06], [400, 15, 0.1]];

/** Rules that the lines of text stand on, and edges that leave it room; a quarter of edges are out of the photo. */
export function randomSheet(
  conditions: PhotoConditions,
  text: { readonly firstLine: number; readonly pitch: number; readonly box: readonly number[] },
  rng: Rng,
): Sheet {
  const squares = 2 + rng.integer(3);
  const far = [-1, -1, 1, 1].map((side, i) => {
    const margin = rng.uniform(0.3, 2.5), seen = rng.uniform() < 0.75;
    return conditions.edges && seen ? text.box[i]! + side * margin : side * Infinity;
  });
  return {
    rule: text.firstLine + rng.uniform(-0.05, 0.15),
    spacing: conditions.paper === "squared" ? text.pitch / squares : text.pitch,
    edges: [far[0]!, far[1]!, far[2]!, far[3]!],
  };
}

/** The page as it lies there, unwritten, with its rules and edges, seen through a camera. */
export function paintPaper(
  width: number,
  height: number,
  sheet: Sheet,
  colours: Colours,
  conditions: PhotoConditions,
  camera: Camera,
  random: Streams,
): Picture {
  const page = picture(width, height, colours.paper);
  if (conditions.texture > 0) roughen(page, FIBRES, conditions.texture, random("fibres"));
  if (conditions.paper === "board") roughen(page, WIPED, 1, random("board"));
  if (conditions.paper === "ruled" || conditions.paper === "squared") rule(page, sheet, colours, conditions, camera);
  if (sheet.edges.some(Number.isFinite)) layOnTable(page, sheet, colours, camera, random("table"));
  return page;
}

/** Makes a page lighter and darker by layers of noise, `strength` times as much as they say. */
function roughen(page: Picture, layers: Layers, strength: number, rng: Rng): void {
  const noise = field(page[0].width, page[0].height);
  for (const [across, down, deviation] of layers) addNoise(noise, across, down, strength * deviation, rng);
  modulate(page, noise);
}

/** Draws the rules of ruled and squared paper. */
function rule(
  page: Picture,
  { rule, spacing }: Sheet,
  colours: Colours,
  { paper, rules }: PhotoConditions,
  camera: Camera,
): void {
  const { width, height } = page[0];
  const u = new Float64Array(width), v = new Float64Array(width);
  const line = (at: number): number => {
    const place = (at - rule) / spacing;
    return share((RULE / 2 - spacing * Math.abs(place - Math.round(place))) * camera.zoom);
  };
  for (let y = 0, i = 0; y < height; y++) {
    camera.unprojectRow(y, u, v);
    for (let x = 0; x < width; x++, i++) {
      const covered = rules * Math.max(line(v[x]!), paper === "squared" ? line(u[x]!) : 0);
      if (covered === 0) continue;
      for (let channel = 0; channel < 3; channel++) page[channel]!.values[i]! *= 1 - covered * colours.rules[channel]!;
    }
  }
}

/** Covers what lies beyond a page's edges with a wooden table. */
function layOnTable(page: Picture, { edges }: Sheet, colours: Colours, camera: Camera, rng: Rng): void {
  const { width, height } = page[0];
  const wood = field(width, height, 1);
  for (const [across, down, deviation] of WOOD) addNoise(wood, across, down, deviation, rng);
  const u = new Float64Array(width), v = new Float64Array(width);
  const [left, top, right, bottom] = edges;
  for (let y = 0, i = 0; y < height; y++) {
    camera.unprojectRow(y, u, v);
    for (let x = 0; x < width; x++, i++) {
      const inside = Math.min(u[x]! - left, right - u[x]!, v[x]! - top, bottom - v[x]!);
      const covered = share(-inside * camera.zoom);
      if (covered === 0) continue;
      for (let channel = 0; channel < 3; channel++) {
        const { values } = page[channel]!;
        values[i]! += covered * (colours.table[channel]! * wood.values[i]! - values[i]!);
      }
    }
  }
}

/** The share of a pixel that lies within an edge, for the distance from its middle to the edge, in pixels. */
function share(distance: number): number {
  return Math.max(0, Math.min(1, distance + 0.5));
}
