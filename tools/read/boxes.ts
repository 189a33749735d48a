import { Buffer } from "node:buffer";
import { encode } from "fast-png";
import type { Image, PhotoText } from "nnr";
import { resized } from "nnr/data";
import { COLOURS, png } from "nnr/report";

/** Columns of the picture, at most: enough to see each letter. */
const WIDEST = 1600;
/** What `png()` enlarges by. */
const ZOOM = 1.5;
/** Below this confidence a letter is marked as doubtful. */
const SURE = 0.9;

/** The upright photo, a box around each character and the character beside it: blue, or orange and dashed where it is doubtful. */
export function boxesPicture(image: Image, { lines }: PhotoText): Uint8Array {
  const [, height, width] = image.shape;
  const zoom = Math.min(WIDEST / width, 1);
  const [columns, rows] = [Math.max(Math.round(width * zoom), 1), Math.max(Math.round(height * zoom), 1)];
  const small = zoom < 1 ? resized(image, rows, columns) : image;
  const unit = zoom / ZOOM;
  const line = Math.max(columns / ZOOM / 500, 0.75);
  const marks = lines.flatMap(({ words }) => words.flatMap(({ characters }) => characters)).map((found) => {
    const { character, confidence, box } = found;
    const sure = confidence >= SURE;
    const colour = sure ? COLOURS[0]! : COLOURS[1]!;
    const [x, y, w, h] = [box.x, box.y, box.width, box.height].map((length) => (length * unit).toFixed(1));
    const size = Math.max(box.height * unit / 2.5, 8);
    // Above the box, or where the photo ends there, below it.
    const above = box.y * unit - 2 * line;
    const base = above > 0.7 * size ? above : (box.y + box.height) * unit + 2 * line + 0.7 * size;
    const place = `x="${((box.x + box.width / 2) * unit).toFixed(1)}" y="${base.toFixed(1)}"`;
    return `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="none" stroke="${colour}" stroke-width="${line}"${
      sure ? "" : ` stroke-dasharray="${3 * line}"`
    }/><text ${place} font-size="${size.toFixed(1)}" font-weight="600" text-anchor="middle" fill="${colour}" ` +
      `stroke="white" stroke-width="${(size / 8).toFixed(1)}" paint-order="stroke">${character}</text>`;
  });
  const photo = Buffer.from(encode({ width: columns, height: rows, channels: 3, data: interleaved(small) }));
  const size = `width="${columns / ZOOM}" height="${rows / ZOOM}"`;
  return png(
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="Source Sans 3">` +
      `<image href="data:image/png;base64,${photo.toString("base64")}" ${size}/>${marks.join("")}</svg>`,
  );
}

/** Red, green and blue side by side. */
function interleaved({ shape: [channels, height, width], data }: Image): Uint8Array {
  const pixels = height * width;
  const out = new Uint8Array(3 * pixels);
  for (let c = 0; c < 3; c++) {
    const from = (channels === 1 ? 0 : c) * pixels;
    for (let i = 0; i < pixels; i++) out[3 * i + c] = data[from + i]!;
  }
  return out;
}
