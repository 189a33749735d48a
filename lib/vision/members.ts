import { type Body, bodyOf, inkDistance } from "./body.ts";
import type { Component } from "./components.ts";
import { type Chain, chainOf, chains } from "./lines.ts";
import { quantile } from "./quantile.ts";
import { type Judgement, type Scale, text } from "./verdict.ts";

/** Bodies at least this many of the page's letters high can begin a line. */
const FIRST = 0.3;
/** In a line, ink below this share of its letters' height is a part of a letter or none. */
const SMALL = 0.45;
/** A part lies within this many pen widths of its letter, or over or under it. */
const NEAR = 2.5;
/** What stands alone is a letter between these heights, in the page's letters, and of this share of its darkness. */
const ALONE: readonly [number, number] = [0.6, 1.7];
const ALONE_DARKNESS = 0.7;

/** Lines of letters, and why other ink is in none. */
export interface Members {
  readonly lines: readonly Chain[];
  readonly left: ReadonlyMap<Component, Judgement>;
}

/** Puts bodies into lines: large ones first, then small ones that belong to a letter; what is over is judged. */
export function members(bodies: readonly Body[], scale: Scale): Members {
  const left = new Map<Component, Judgement>();
  const leave = ({ parts }: Body, judgement: Judgement): void => parts.forEach((part) => left.set(part, judgement));
  const large = bodies.filter(({ box }) => box.height >= FIRST * scale.height);
  const small = bodies.filter(({ box }) => box.height < FIRST * scale.height);
  const lines = chains(large, scale.height).flatMap((line) => {
    // The upper half tells how high letters are: a median over bars and dots would not.
    const height = quantile(line.bodies.map(({ box }) => box.height), 0.6);
    const [letters, parts] = [true, false].map((is) =>
      line.bodies.filter(({ box }) => box.height >= SMALL * height === is)
    );
    small.push(...parts!);
    return letters!.length === 0 ? [] : [chainOf(letters!, () => line.axis.b)];
  });
  const together = lines.some(({ bodies }) => bodies.length > 1);
  const kept = lines.filter(({ bodies }) => {
    const judgement = bodies.length === 1 && together ? alone(bodies[0]!, scale) : undefined;
    if (judgement) leave(bodies[0]!, judgement);
    return !judgement;
  });
  const grown = new Map<Body, Component[]>();
  for (const body of small) {
    const near = nearest(body, kept, NEAR * scale.stroke);
    if (near) grown.set(near, [...grown.get(near) ?? near.parts, ...body.parts]);
    else {
      const high = text(body.box.height / scale.height);
      leave(body, {
        verdict: "speck",
        reason: `${high} letters high and farther than ${NEAR} pen widths from any letter`,
      });
    }
  }
  return {
    lines: kept.map((line) => ({
      ...line,
      bodies: line.bodies.map((body) => grown.has(body) ? bodyOf(grown.get(body)!) : body),
    })),
    left,
  };
}

/** Why ink that is in no line is no letter; undefined when it is one. */
function alone({ parts, box }: Body, scale: Scale): Judgement | undefined {
  const letters = box.height / scale.height;
  const dark = Math.max(...parts.map(({ darkness }) => darkness)) / scale.darkness;
  if (letters >= ALONE[0] && letters <= ALONE[1] && dark >= ALONE_DARKNESS) return undefined;
  return {
    verdict: "apart",
    reason: `in no line, ${text(letters)} letters high, ${text(dark)} of the writing's darkness`,
  };
}

/** The letter that a small body belongs to: over or under it, or not farther than `reach`. */
function nearest(body: Body, lines: readonly Chain[], reach: number): Body | undefined {
  let [best, least]: [Body | undefined, number] = [undefined, reach];
  for (const { bodies } of lines) {
    for (const letter of bodies) {
      for (const part of letter.parts) {
        for (const own of body.parts) {
          const distance = inkDistance(part, own, Math.ceil(reach));
          if (distance <= least) [best, least] = [letter, distance];
        }
      }
    }
  }
  return best;
}
