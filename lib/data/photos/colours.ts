import type { Rng } from "../../random/mod.ts";
import type { PhotoConditions } from "./conditions.ts";

/** Red, green and blue, 0 to 1 as a screen shows them. */
export type Rgb = readonly [number, number, number];

/** What a page, its writing and its rules look like. */
export interface Colours {
  readonly paper: Rgb;
  readonly ink: Rgb;
  /** The share of the paper that the ink hides, and its deviation from grain to grain. */
  readonly opacity: number;
  readonly grain: number;
  /** What the rules take from the paper's colour at full contrast. */
  readonly rules: Rgb;
  /** The table behind the page. */
  readonly table: Rgb;
}

const PAPERS: readonly Rgb[] = [[0.95, 0.95, 0.94], [0.92, 0.91, 0.87], [0.88, 0.85, 0.78], [0.9, 0.91, 0.93]];
const BOARDS: readonly Rgb[] = [[0.13, 0.24, 0.19], [0.16, 0.17, 0.18], [0.12, 0.16, 0.25], [0.2, 0.29, 0.25]];
const TABLES: readonly Rgb[] = [[0.42, 0.28, 0.17], [0.62, 0.48, 0.33], [0.25, 0.25, 0.27], [0.5, 0.52, 0.53]];
const INKS = {
  pencil: [[0.28, 0.28, 0.3]],
  ballpoint: [[0.13, 0.18, 0.5], [0.1, 0.12, 0.4], [0.12, 0.12, 0.14], [0.6, 0.12, 0.14]],
  marker: [[0.08, 0.08, 0.09], [0.1, 0.16, 0.5], [0.65, 0.1, 0.1], [0.07, 0.38, 0.22]],
} as const;
const CHALKS: readonly Rgb[] = [[0.9, 0.9, 0.88], [0.9, 0.9, 0.88], [0.9, 0.84, 0.5]];
const OPACITY = { pencil: 0.8, ballpoint: 0.93, marker: 0.96 } as const;
const GRAIN = { pencil: 0.14, ballpoint: 0.05, marker: 0.02 } as const;
const BLUE_RULES: Rgb = [1, 0.75, 0.45];
const GREY_RULES: Rgb = [1, 1, 1];
/** How far a channel may be from its colour. */
const SPREAD = 0.02;

/** Colours for a paper and what writes on it. */
export function randomColours({ paper, ink }: PhotoConditions, rng: Rng): Colours {
  const near = (colour: Rgb): Rgb => {
    const shift = (): number => rng.uniform(-SPREAD, SPREAD);
    return [colour[0] + shift(), colour[1] + shift(), colour[2] + shift()];
  };
  const board = paper === "board";
  return {
    paper: near(rng.pick(board ? BOARDS : PAPERS)),
    ink: near(rng.pick<Rgb>(board ? CHALKS : INKS[ink])),
    opacity: OPACITY[ink] * rng.uniform(0.92, 1),
    grain: GRAIN[ink],
    rules: rng.pick([BLUE_RULES, GREY_RULES]),
    table: near(rng.pick(TABLES)),
  };
}
