import type { Rgb } from "./colours.ts";
import { type Field, field } from "./noise.ts";

/** Red, green and blue of each pixel, 0 to 1 as a screen shows them. */
export type Picture = readonly [Field, Field, Field];

/** A picture of one colour. */
export function picture(width: number, height: number, [red, green, blue]: Rgb = [0, 0, 0]): Picture {
  return [field(width, height, red), field(width, height, green), field(width, height, blue)];
}

/** Lays a colour over a picture: v + a (colour − v) for the opacity a of each pixel. */
export function layOver(picture: Picture, colour: Rgb, opacity: Field): void {
  picture.forEach(({ values }, channel) => {
    const own = colour[channel]!;
    for (let i = 0; i < values.length; i++) {
      const a = opacity.values[i]!;
      if (a !== 0) values[i]! += a * (own - values[i]!);
    }
  });
}

/** Multiplies each channel of a picture by 1 + a field's value. */
export function modulate(picture: Picture, by: Field): void {
  for (const { values } of picture) for (let i = 0; i < values.length; i++) values[i]! *= 1 + by.values[i]!;
}
