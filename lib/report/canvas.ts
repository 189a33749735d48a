import { encode } from "fast-png";
import { colourOf, type Rgb, type Scale } from "./colour_scale.ts";
import { numberText } from "./number_text.ts";

/** Pixels that become an image of an SVG. */
export interface Canvas {
  set(x: number, y: number, colour: Rgb): void;
  /** The image at (x, y), each pixel a square of `zoom` units. */
  image(x: number, y: number, zoom: number): string;
}

/** A white canvas; a scale has fewer colours than the 256 that a palette holds, which keeps the files small. */
export function canvas(width: number, height: number): Canvas {
  const data = new Uint8Array(width * height);
  const palette: [number, number, number][] = [[255, 255, 255]];
  const places = new Map([["255,255,255", 0]]);
  const placeOf = (colour: Rgb): number => {
    const key = colour.join();
    const place = places.get(key) ?? palette.push([...colour]) - 1;
    places.set(key, place);
    return place;
  };
  return {
    set: (x, y, colour) => data[y * width + x] = placeOf(colour),
    image: (x, y, zoom) =>
      `<image x="${x}" y="${y}" width="${width * zoom}" height="${height * zoom}" image-rendering="optimizeSpeed" ` +
      `xlink:href="data:image/png;base64,${base64(encode({ width, height, data, channels: 1, depth: 8, palette }))}"/>`,
  };
}

/** The bar beside a picture that says which value has which colour; 14 wide, its numbers to the right. */
export function scaleBar(x: number, y: number, height: number, range: readonly [number, number], scale: Scale): string {
  const STEPS = 64;
  const strip = canvas(1, STEPS);
  for (let i = 0; i < STEPS; i++) {
    strip.set(0, i, colourOf(range[1] - (range[1] - range[0]) * i / (STEPS - 1), range, scale));
  }
  const picture = strip.image(0, 0, 1).replace(
    /width="1" height="64"/,
    `width="14" height="${height}" preserveAspectRatio="none"`,
  );
  const text = (value: number, dy: number): string => `<text x="${x + 20}" y="${dy}">${numberText(value, 2)}</text>`;
  return `<g transform="translate(${x} ${y})">${picture}</g><rect x="${x}" y="${y}" width="14" height="${height}" fill="none" stroke="#999999"/>` +
    text(range[1], y + 9) + text(range[0], y + height);
}

/** The SVG element around drawn parts, in the report's type. */
export function svgOf(width: number, height: number, parts: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}" ` +
    `viewBox="0 0 ${width} ${height}" font-family="'Source Sans 3'" font-size="12" fill="#222222">${
      parts.join("")
    }</svg>`;
}

/** Bytes as base64 text. */
export function base64(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
