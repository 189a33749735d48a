import { quantile } from "./quantile.ts";

/** Gaps between words are on the average at least this many times as wide as those between letters, … */
const RATIO = 2.25;
/** … and wider by this share of a letter's height. */
const WIDER = 0.3;
/** The nearest gaps on either side of the bound differ at least by this factor. */
const CLEFT = 1.25;
/** A line with fewer gaps is judged by the page's. */
const ENOUGH = 4;

/** The widths between which gaps change from letters' to words', in pixels. */
export interface GapBound {
  /** Gaps at least this wide are spaces; Infinity where the line is one word. */
  readonly bound: number;
  /** How wide the doubt is: at bound ± scale the odds are e to one. */
  readonly scale: number;
  /** Whether the nearest gaps on either side differ by a factor of 2. */
  readonly clear: boolean;
}

/**
 * Splits the gaps of a line, or of a page, into two classes by their own distribution: Otsu's bound, the one with the largest
 * variance between classes.
 *
 * It holds where the classes differ as words' gaps do from letters': their means by a factor of 2.25 and 0.3 of a letter's height, and
 * their nearest members by a factor of 1.25. Otherwise the line is one word.
 *
 * @param gaps between neighbouring letters, in pixels, negative where they overlap. @param height of a letter.
 */
export function gapBound(gaps: readonly number[], height: number): GapBound | undefined {
  const widths = gaps.map((gap) => Math.max(gap, 0)).sort((a, b) => a - b);
  let best: { readonly count: number; readonly between: number } | undefined;
  for (let count = 1; count < widths.length; count++) {
    const apart = mean(widths.slice(count)) - mean(widths.slice(0, count));
    const between = count * (widths.length - count) * apart * apart;
    if (between > (best?.between ?? 0)) best = { count, between };
  }
  if (!best) return undefined;
  const [narrow, wide] = [widths.slice(0, best.count), widths.slice(best.count)];
  const [low, high] = [narrow.at(-1)!, wide[0]!];
  if (mean(wide) < RATIO * mean(narrow) || mean(wide) - mean(narrow) < WIDER * height || high < CLEFT * low) {
    return undefined;
  }
  return { bound: (low + high) / 2, scale: Math.max((high - low) / 4, 0.02 * height), clear: high >= 2 * low };
}

/** Spaces are wider than this share of a letter's height where a page says nothing else. */
const USUAL = 1.6;

/**
 * The bound for each line of a page: its own where its gaps tell clearly, a wide one where it has gaps enough that do not differ, and
 * else that of all the page's gaps.
 *
 * @param lines for each line its gaps and its letters' height.
 */
export function gapBounds(lines: readonly { readonly gaps: readonly number[]; readonly height: number }[]): GapBound[] {
  const shares = lines.flatMap(({ gaps, height }) => gaps.map((gap) => gap / height));
  const page = gapBound(shares, 1);
  return lines.map(({ gaps, height }) => {
    const own = gapBound(gaps, height);
    if (own && gaps.length >= ENOUGH && (own.clear || !page)) return own;
    const usual = Math.max(USUAL, page?.bound ?? 0, 2.5 * quantile(gaps.map((gap) => gap / height), 0.5) || 0);
    const bound = page && (own || gaps.length < ENOUGH) ? page.bound : usual;
    return { bound: bound * height, scale: (page?.scale ?? 0.2) * height, clear: false };
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
