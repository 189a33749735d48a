import type { Component } from "./components.ts";
import type { Ink } from "./ink.ts";
import { penned } from "./pen.ts";
import { quantile } from "./quantile.ts";

/**
 * What a piece of ink was taken for.
 *
 * `letter`: ink of a letter, alone or with others; `speck`: too small; `faint`: much lighter than the writing (what is left of ruled
 * lines, the other side of the paper, a shadow); `solid`: much thicker than the pen (a clip, a finger, a hole); `large`: no letter is
 * so large (a frame, a drawing); `edge`: ink that the picture's edge cuts off and that has not a letter's size, or lies along it (the
 * table, a neighbouring page, a sheet's rim); `apart`: of a letter's size but in no line with others, among lines; `clutter`: of a
 * letter's size among what is no writing.
 */
export type Verdict = "letter" | "speck" | "faint" | "solid" | "large" | "edge" | "apart" | "clutter";

/** A verdict and what was measured, in words. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly reason: string;
}

/** Ink with less area than this many squares of the pen's width is dust. */
const DUST = 0.5;
/** Ink below this share of the writing's darkness is faint. */
const FAINT = 0.6;
/** Ink this many times as wide as the pen is solid. */
const SOLID = 3;
/** Ink this many letters high, or wide, is no letter and no word of touching letters. */
const HIGH = 3;
const WIDE = 8;
/** Ink cut off by the edge is taken for a letter only between these heights, in letters. */
const AT_EDGE: readonly [number, number] = [0.5, 1.5];
/** … and where it touches the edge with at most this share of its side: the rim of a sheet lies along it. */
const ALONG_EDGE = 0.5;

/** What the writing of a page looks like. */
export interface Scale {
  /** The pen's width in pixels. */
  readonly stroke: number;
  /** The height of a letter in pixels. */
  readonly height: number;
  /** The darkness of its ink. */
  readonly darkness: number;
}

/** Heights that a component must have, in pen widths, to count for the page's letter height. */
const LEAST_HEIGHT = 3;
/** The line of one letter is at most this many times as long as the letter is high; that of a streak or a word is longer. */
const LONGEST = 6;

/** The scale of a page: medians over the pen's components that may be one letter, each weighted by the length of its line. */
export function scaleOf({ components, stroke }: Pick<Ink, "components" | "stroke">): Scale {
  const likely = components.filter((part) =>
    part.stroke <= SOLID * stroke && Math.max(part.box.height, part.box.width) >= LEAST_HEIGHT * stroke
  );
  const single = likely.filter(({ area, stroke, box }) => area / stroke <= LONGEST * box.height);
  const written = penned(single.length > 0 ? single : likely);
  const lengths = written.map(({ area, stroke }) => area / stroke);
  return {
    stroke,
    height: quantile(written.map(({ box }) => box.height), 0.5, lengths),
    darkness: quantile(written.map(({ darkness }) => darkness), 0.5, lengths),
  };
}

/** Whether ink is neither dust nor faint: noise and what is left of ruled lines says nothing about the writing. */
export function isMark({ area, darkness }: Component, scale: Scale): boolean {
  return area >= DUST * scale.stroke ** 2 && darkness >= FAINT * scale.darkness;
}

/** Judges a component by itself: a letter or a part of one as far as it goes, or why not. */
export function judge(part: Component, scale: Scale, width: number, height: number): Judgement {
  const { box, area, stroke, darkness } = part;
  const pens = stroke / scale.stroke;
  const letters = box.height / scale.height;
  if (area < DUST * scale.stroke ** 2) {
    return { verdict: "speck", reason: `${text(area / scale.stroke ** 2)} squares of the pen's width, below ${DUST}` };
  }
  if (darkness < FAINT * scale.darkness) {
    return { verdict: "faint", reason: `${text(darkness / scale.darkness)} of the writing's darkness, below ${FAINT}` };
  }
  if (pens > SOLID) return { verdict: "solid", reason: `${text(pens)} pen widths thick, above ${SOLID}` };
  if (letters > HIGH) return { verdict: "large", reason: `${text(letters)} letters high, above ${HIGH}` };
  const wide = box.width / scale.height;
  if (wide > WIDE) return { verdict: "large", reason: `${text(wide)} letters wide, above ${WIDE}` };
  const along = alongEdge(part, width, height);
  if (along > 0 && !(letters >= AT_EDGE[0] && letters <= AT_EDGE[1] && wide <= AT_EDGE[1] && along <= ALONG_EDGE)) {
    return {
      verdict: "edge",
      reason: `cut off by the edge along ${text(along)} of its side, ${text(letters)} × ${
        text(wide)
      } letters high and wide, not ${AT_EDGE.join(" to ")} and at most ${ALONG_EDGE}`,
    };
  }
  return { verdict: "letter", reason: `${text(letters)} letters high, ${text(pens)} pen widths thick` };
}

/** The share of a component's side that lies on the picture's edge, the largest of four. */
function alongEdge({ box, runs }: Component, width: number, height: number): number {
  let [left, right, top, bottom] = [0, 0, 0, 0];
  for (let i = 0; i < runs.length; i += 3) {
    const [row, start, end] = [runs[i]!, runs[i + 1]!, runs[i + 2]!];
    if (start === 0) left++;
    if (end === width) right++;
    if (row === 0) top += end - start;
    if (row === height - 1) bottom += end - start;
  }
  return Math.max(left / box.height, right / box.height, top / box.width, bottom / box.width);
}

/** A number in two digits. */
export function text(value: number): string {
  return value.toFixed(value < 10 ? 2 : 0);
}
