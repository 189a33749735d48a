import { type Axis, axisAt, fitAxis, slopeAt } from "./axis.ts";
import { type Body, middle } from "./body.ts";
import { quantile } from "./quantile.ts";

/** Bodies that stand in one line, from left to right, and the curve through their middles. */
export interface Chain {
  readonly bodies: readonly Body[];
  readonly axis: Axis;
  /** The median height of its bodies. */
  readonly height: number;
  /** The slope of the lines around its beginning. */
  readonly around: number;
}

/** Neighbours in a line are off each other's slope by at most this share of their mean height, … */
const OFF = 0.55;
/** … and apart by at most this many heights of the page's letters. */
const REACH = 5;
/** Letters away from a neighbour's slope count this much more than letters along it. */
const ACROSS = 3;
/** The slope at a place is the median of this many links around it. */
const LINKS = 9;
/** And the same within a square of this many letters. */
const CELL = 2;
/** Pieces of a line are put together when the axis of one meets the other within this share of a letter's height. */
const MEETING = 0.5;
/** How far from its axis a letter lies, as a share of its height: half of it. */
const SPREAD = 0.15;

/**
 * Chains bodies to lines: each with its nearest neighbour on the right, where it is that one's nearest on the left.
 *
 * Near is along the slope of the lines around, which is measured from the links themselves: a first round takes them as level, a
 * second follows the slopes found, so that lines may slope, fan out and bend. Then pieces are put together whose axes meet.
 *
 * @param height the height of the page's letters, in pixels.
 */
export function chains(bodies: readonly Body[], height: number): Chain[] {
  let slope: (x: number, y: number) => number = () => 0;
  let links: readonly (readonly [number, number])[] = [];
  for (let round = 0; round < 3; round++) {
    links = mutualLinks(bodies, height, slope);
    slope = localSlope(bodies, links, height);
  }
  const next = new Map(links);
  const inner = new Set(next.values());
  const pieces = bodies.flatMap((_, i) => {
    if (inner.has(i)) return [];
    const chain: Body[] = [];
    for (let at: number | undefined = i; at !== undefined; at = next.get(at)) chain.push(bodies[at]!);
    return [chainOf(chain, slope)];
  });
  return joinedChains(pieces, height, slope);
}

/** The line of bodies, from the left. */
export function chainOf(bodies: readonly Body[], slope: (x: number, y: number) => number): Chain {
  const sorted = [...bodies].sort((a, b) => middle(a.box)[0] - middle(b.box)[0]);
  const height = quantile(sorted.map(({ box }) => box.height), 0.5);
  const points = sorted.map(({ box }) => middle(box));
  const around = slope(...points[0]!);
  return { bodies: sorted, height, around, axis: fitAxis(points, SPREAD * height, around) };
}

/** Pairs (left, right) of which each is the other's best neighbour on that side. */
function mutualLinks(
  bodies: readonly Body[],
  height: number,
  slope: (x: number, y: number) => number,
): (readonly [number, number])[] {
  const right = bodies.map(() => -1);
  const left = bodies.map(() => -1);
  const costRight = bodies.map(() => Infinity);
  const costLeft = bodies.map(() => Infinity);
  const middles = bodies.map(({ box }) => middle(box));
  const order = bodies.map((_, i) => i).sort((a, b) => middles[a]![0] - middles[b]![0]);
  const widest = Math.max(0, ...bodies.map(({ box }) => box.width));
  order.forEach((i, place) => {
    const [x, y] = middles[i]!;
    const { box } = bodies[i]!;
    const steep = slope(x, y);
    for (let k = place + 1; k < order.length; k++) {
      const j = order[k]!;
      const other = bodies[j]!.box;
      const along = middles[j]![0] - x;
      if (along > box.width / 2 + widest / 2 + REACH * height) break;
      const gap = other.x - box.x - box.width;
      if (gap > REACH * height || along < Math.min(box.width, other.width) / 4) continue;
      const off = Math.abs(middles[j]![1] - y - steep * along);
      if (off > OFF * (box.height + other.height) / 2) continue;
      const cost = Math.max(gap, 0) + ACROSS * off;
      if (cost < costRight[i]!) [costRight[i], right[i]] = [cost, j];
      if (cost < costLeft[j]!) [costLeft[j], left[j]] = [cost, i];
    }
  });
  return right.flatMap((j, i) => j >= 0 && left[j] === i ? [[i, j] as const] : []);
}

/** The slope of the lines around a place: the median over the nearest links, each as long as it reaches. */
function localSlope(
  bodies: readonly Body[],
  links: readonly (readonly [number, number])[],
  height: number,
): (x: number, y: number) => number {
  const slopes = links.flatMap(([i, j]) => {
    const [one, other] = [middle(bodies[i]!.box), middle(bodies[j]!.box)];
    const along = other[0] - one[0];
    if (along < height / 2) return [];
    return [{ x: (one[0] + other[0]) / 2, y: (one[1] + other[1]) / 2, along, slope: (other[1] - one[1]) / along }];
  });
  if (slopes.length === 0) return () => 0;
  const cell = CELL * height;
  const known = new Map<string, number>();
  return (x, y) => {
    const [column, row] = [Math.floor(x / cell), Math.floor(y / cell)];
    const key = `${column} ${row}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    [x, y] = [(column + 0.5) * cell, (row + 0.5) * cell];
    const near = slopes
      .map((link) => ({ ...link, square: (link.x - x) ** 2 + (link.y - y) ** 2 }))
      .sort((a, b) => a.square - b.square)
      .slice(0, LINKS);
    const found = quantile(near.map(({ slope }) => slope), 0.5, near.map(({ along }) => along));
    known.set(key, found);
    return found;
  };
}

/** Puts pieces together, the nearest first and each once a round, until none meet. */
function joinedChains(pieces: Chain[], height: number, slope: (x: number, y: number) => number): Chain[] {
  for (;;) {
    const pairs: { readonly one: Chain; readonly other: Chain; readonly cost: number }[] = [];
    for (const one of pieces) {
      for (const other of pieces) {
        const cost = one === other ? Infinity : meeting(one, other, height);
        if (cost < Infinity) pairs.push({ one, other, cost });
      }
    }
    pairs.sort((a, b) => a.cost - b.cost);
    if (pairs.length === 0) return pieces;
    const used = new Set<Chain>();
    const joined = pairs.flatMap(({ one, other }) => {
      if (used.has(one) || used.has(other)) return [];
      used.add(one).add(other);
      return [chainOf([...one.bodies, ...other.bodies], slope)];
    });
    pieces = [...pieces.filter((piece) => !used.has(piece)), ...joined];
  }
}

/** How well a piece goes on in another to its right, or that lies among its letters: less is better, Infinity not at all. */
function meeting(one: Chain, other: Chain, height: number): number {
  const [last, first] = [one.bodies.at(-1)!.box, other.bodies[0]!.box];
  const gap = first.x - last.x - last.width;
  if (gap > REACH * height || Math.abs(first.y - last.y) > REACH * height) return Infinity;
  const mean = (one.height + other.height) / 2;
  if (gap < -mean / 2 && !amid(one, other)) return Infinity;
  const worst = Math.max(distance(one, other.bodies[0]!), distance(other, one.bodies.at(-1)!));
  return worst > MEETING * mean ? Infinity : Math.max(gap, 0) + ACROSS * worst;
}

/** Whether one letter alone stands in a gap of a longer line. */
function amid(line: Chain, { bodies }: Chain): boolean {
  if (bodies.length > 1 || line.bodies.length < 2) return false;
  const { x, width } = bodies[0]!.box;
  return line.bodies.every(({ box }) => box.x + box.width <= x + width / 4 || box.x >= x + 3 * width / 4);
}

/** How far a body's middle is from the axis of a line; outside of the line the axis goes on straight. */
function distance({ bodies, axis, around }: Chain, body: Body): number {
  const [x, y] = middle(body.box);
  const ends = [middle(bodies[0]!.box)[0], middle(bodies.at(-1)!.box)[0]] as const;
  const at = Math.min(Math.max(x, ends[0]), ends[1]);
  const steep = bodies.length > 2 ? slopeAt(axis, at) : around;
  return Math.abs(axisAt(axis, at) + steep * (x - at) - y);
}
