import { type Body, bodyOf, inkDistance } from "./body.ts";
import type { Component } from "./components.ts";
import { around } from "./plane.ts";
import type { Scale } from "./verdict.ts";

/** A stroke broken by less than this many pen widths is one stroke. */
const BREAK = 1.5;
/** Only small ink, this share of a letter in both directions, is joined for nearness alone: letters too may stand close. */
const SMALL = 0.6;
/** What lies over one another by this share of the narrower, … */
const OVERLAP = 0.6;
/** … at most this share of a letter's height apart, … */
const APART = 0.35;
/** … and is together at most this many letters high, is one letter: a dot and its i, a bar and its E. */
const TOGETHER = 1.7;
/** A letter that is taller than the page's by itself may grow by this much through what is joined to it. */
const TALLER = 1.1;

/** Joins the parts of one letter: broken strokes, bars and dots. Each component is in one body. */
export function joinedBodies(parts: readonly Component[], scale: Scale): Body[] {
  const order = [...parts].sort((a, b) => a.box.x - b.box.x);
  const group = order.map((part) => ({ parts: [part] }));
  const owner = order.map((_, i) => i);
  const reach = Math.max(BREAK * scale.stroke, 1);
  const merge = (i: number, j: number): void => {
    const [one, other] = [group[owner[i]!]!, group[owner[j]!]!];
    if (one === other) return;
    const boxes = [...one.parts, ...other.parts].map(({ box }) => box);
    const tallest = Math.max(...boxes.map(({ height }) => height));
    if (around(boxes).height > Math.max(TOGETHER * scale.height, TALLER * tallest)) return;
    one.parts.push(...other.parts);
    other.parts = [];
    const from = owner[j]!;
    owner.forEach((index, k) => {
      if (index === from) owner[k] = owner[i]!;
    });
  };
  for (let i = 0; i < order.length; i++) {
    const right = order[i]!.box.x + order[i]!.box.width + reach;
    for (let j = i + 1; j < order.length && order[j]!.box.x <= right; j++) {
      if (belong(order[i]!, order[j]!, scale, reach)) merge(i, j);
    }
  }
  return group.filter(({ parts }) => parts.length > 0).map(({ parts }) => bodyOf(parts));
}

function belong(a: Component, b: Component, { height }: Scale, reach: number): boolean {
  const [above, below] = a.box.y <= b.box.y ? [a.box, b.box] : [b.box, a.box];
  const shared = Math.min(a.box.x + a.box.width, b.box.x + b.box.width) - Math.max(a.box.x, b.box.x);
  const gap = below.y - above.y - above.height;
  if (shared >= OVERLAP * Math.min(a.box.width, b.box.width) && gap <= APART * height) return true;
  const small = [a, b].some(({ box }) => box.height <= SMALL * height && box.width <= SMALL * height);
  return small && inkDistance(a, b, reach) <= reach;
}
