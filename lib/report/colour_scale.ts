/** A colour as red, green and blue from 0 to 255. */
export type Rgb = readonly [number, number, number];

/** How values become colours. */
export type Scale = "grey" | "sequential" | "diverging";

/** Equally spaced colours; between them the scale is linear. */
const stops: Readonly<Record<Scale, readonly Rgb[]>> = {
  grey: [[0, 0, 0], [255, 255, 255]],
  // white to dark blue, evenly darker in grey too
  sequential: [[255, 255, 255], [158, 202, 225], [0, 114, 178], [3, 35, 75]],
  // Okabe and Ito's blue and vermillion around white
  diverging: [[0, 68, 110], [0, 114, 178], [255, 255, 255], [213, 94, 0], [120, 45, 0]],
};

/** More shades than an eye tells apart, few enough for small files; even, so that a diverging scale has a middle. */
const STEPS = 96;

/** The colour of a value between low and high; values beyond take the end's colour, NaN is light grey. */
export function colourOf(value: number, [low, high]: readonly [number, number], scale: Scale): Rgb {
  if (Number.isNaN(value)) return [224, 224, 224];
  const list = stops[scale];
  const span = high > low ? Math.min(1, Math.max(0, (value - low) / (high - low))) : 0.5;
  const at = Math.round(span * STEPS) / STEPS * (list.length - 1);
  const i = Math.min(list.length - 2, Math.floor(at));
  const mix = (channel: 0 | 1 | 2): number =>
    Math.round(list[i]![channel] + (at - i) * (list[i + 1]![channel] - list[i]![channel]));
  return [mix(0), mix(1), mix(2)];
}
