import type { Rng } from "../../random/mod.ts";
import type { Camera } from "./camera.ts";
import type { Colours } from "./colours.ts";
import type { PhotoConditions } from "./conditions.ts";
import { addNoise, field } from "./noise.ts";
import { layOver, modulate, type Picture, picture } from "./picture.ts";
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
/** Fibres, flecks and clouds of the paper: pixels a lattice cell, and each one's share of the texture. */
const FIBRES = [[1.7, 0.7], [5, 0.4], [60, 0.5]] as const;
/** What chalk leaves on a wiped board: pixels of a cell across and down, deviation. */
const WIPED = [[250, 40, 0.05], [500, 300, 0.12]] as const;
/** Grain of a wooden table. */
const WOOD = [[150, 4, 0.06], [400, 15, 0.1]] as const;

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
  { rule, spacing, edges }: Sheet,
  colours: Colours,
  { paper, rules, texture }: PhotoConditions,
  camera: Camera,
  random: Streams,
): Picture {
  const page = picture(width, height, colours.paper);
  const fibres = field(width, height);
  const [fibre, wiped, grain] = [random("fibres"), random("board"), random("table")];
  if (texture > 0) { for (const [cell, part] of FIBRES) addNoise(fibres, cell, cell, part * texture, fibre); }
  if (paper === "board") {
    for (const [across, down, deviation] of WIPED) {
      addNoise(fibres, across, down, deviation, wiped);
    }
  }
  modulate(page, fibres);

  const ruled = field(width, height), table = field(width, height);
  const u = new Float64Array(width), v = new Float64Array(width);
  const hasRules = paper === "ruled" || paper === "squared";
  const bounded = edges.some(Number.isFinite);
  if (hasRules || bounded) {
    const [left, top, right, bottom] = edges;
    const lines = (at: number): number => {
      const place = (at - rule) / spacing;
      return share((RULE / 2 - spacing * Math.abs(place - Math.round(place))) * camera.zoom);
    };
    for (let y = 0, i = 0; y < height; y++) {
      camera.unprojectRow(y, u, v);
      for (let x = 0; x < width; x++, i++) {
        if (hasRules) ruled.values[i] = rules * Math.max(lines(v[x]!), paper === "squared" ? lines(u[x]!) : 0);
        if (bounded) {
          const inside = Math.min(u[x]! - left, right - u[x]!, v[x]! - top, bottom - v[x]!);
          table.values[i] = share(-inside * camera.zoom);
        }
      }
    }
  }
  if (hasRules) {
    page.forEach(({ values }, channel) => {
      const taken = colours.rules[channel]!;
      for (let i = 0; i < values.length; i++) values[i]! *= 1 - taken * ruled.values[i]!;
    });
  }
  if (bounded) {
    const wood = field(width, height);
    for (const [across, down, deviation] of WOOD) addNoise(wood, across, down, deviation, grain);
    for (let i = 0; i < wood.values.length; i++) wood.values[i]! *= table.values[i]!;
    layOver(page, colours.table, table);
    modulate(page, wood);
  }
  return page;
}

/** The share of a pixel that lies within an edge, for the distance from its middle to the edge, in pixels. */
function share(distance: number): number {
  return Math.max(0, Math.min(1, distance + 0.5));
}
