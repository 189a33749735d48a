import type { FileBytes } from "../file_bytes.ts";
import { type Image, planes } from "./image.ts";
import { jpegHeader } from "./jpeg_header.ts";
import { decodeTurbo } from "./turbo.ts";
import { upright } from "./upright.ts";

/** Decodes a JPEG image: baseline or progressive; grey, colour or CMYK; upright, as its EXIF orientation says. */
export function decodeJpeg(file: FileBytes): Image {
  const { width, height, components, orientation, adobe } = jpegHeader(file);
  const values = decodeTurbo(file.data, width, height, components as 1 | 3 | 4);
  if (!values) throw file.error(0, "a damaged JPEG image", "a whole one");
  const channels = components === 1 ? 1 : 3;
  if (components === 4) rgbFromCmyk(values, adobe);
  return upright(planes(values, [channels, height, width], components), orientation);
}

/** Red, green and blue in place of cyan, magenta and yellow: light that neither the colour's ink nor black takes away. */
function rgbFromCmyk(values: Uint8Array, inverted: boolean): void {
  const light = (ink: number): number => inverted ? ink : 255 - ink;
  for (let i = 0; i < values.length; i += 4) {
    const rest = light(values[i + 3]!);
    for (let c = i; c < i + 3; c++) values[c] = Math.round(light(values[c]!) * rest / 255);
  }
}
