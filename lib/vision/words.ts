import { quantile } from "./quantile.ts";

/** The share of the gaps' variance that lies between the classes, at least: one class alone gives 0.64 (normal) to 0.75 (even). */
const BETWEEN = 0.72;
/** The nearest gaps on either side of the bound differ at least by this factor, … */
const CLEFT = 1.15;
/** … and the classes' means by this share of a letter's height. */
const WIDER = 0.35;

/** The widths between which gaps change from letters' to words', in pixels. */
export interface GapBound {
  /** Gaps at least this wide are spaces. */
  readonly bound: number;
  /** How wide the doubt is: at bound ± scale the odds are e to one. */
  readonly scale: number;
}

/**
 * Splits gaps into two classes by their own distribution: Otsu's bound, the one with the largest variance between classes.
 *
 * It holds where there are two: where the variance between them is 0.72 of the whole, their nearest members differ by a factor of 1.15 and
 * their means by 0.35 of a letter's height. Otherwise there are no words; undefined.
 *
 * @param gaps between neighbouring letters, none negative. @param height of a letter, in the same unit.
 */
export function gapBound(gaps: readonly number[], height: number): GapBound | undefined {
  const widths = [...gaps].sort((a, b) => a - b);
  const all = mean(widths);
  const whole = widths.reduce((sum, width) => sum + (width - all) ** 2, 0);
  let best = { count: 0, between: 0, apart: 0 };
  for (let count = 1; count < widths.length; count++) {
    const apart = mean(widths.slice(count)) - mean(widths.slice(0, count));
    const between = count * (widths.length - count) / widths.length * apart * apart;
    if (between > best.between) best = { count, between, apart };
  }
  const [low, high] = [widths[best.count - 1], widths[best.count]];
  if (low === undefined || high === undefined) return undefined;
  if (best.between < BETWEEN * whole || high < CLEFT * low || best.apart < WIDER * height) return undefined;
  return { bound: (low + high) / 2, scale: Math.max((high - low) / 4, DOUBT * height) };
}

/** The least doubt about a gap, as a share of a letter's height. */
const DOUBT = 0.05;
/** Where a page's gaps are of one class, what is wider than this share of a letter's height, … */
const USUAL = 1.6;
/** … and wider than this many usual gaps of its line, is a space even so. */
const MANY = 2.5;
/** What is narrower than this share of a letter's height is a space only where a whole page says so. */
const LEAST = 0.6;
/** A line with fewer gaps is not judged by itself. */
const ENOUGH = 4;

/**
 * The bound for each line of a page: that of all the page's gaps, each measured in its line's letters, as a writer leaves like spaces in all
 * lines. Where the page has none, a line's own; where that has none, or a line's letters stand farther apart than the page's words,
 * it is one word.
 *
 * @param lines for each line its gaps and its letters' height.
 */
export function gapBounds(lines: readonly { readonly gaps: readonly number[]; readonly height: number }[]): GapBound[] {
  const page = gapBound(lines.flatMap(({ gaps, height }) => gaps.map((gap) => gap / height)), 1);
  return lines.map(({ gaps, height }) => {
    const usual = quantile(gaps, 0.5) || 0;
    const apart = gaps.length >= ENOUGH && page !== undefined && usual > page.bound * height;
    if (page && !apart) return { bound: page.bound * height, scale: page.scale * height };
    const own = gaps.length > ENOUGH ? gapBound(gaps, height) : undefined;
    if (own && own.bound > Math.max(LEAST * height, MANY / 2 * usual)) return own;
    return { bound: Math.max(USUAL * height, MANY * usual), scale: 0.2 * height };
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
