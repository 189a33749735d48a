/**
 * An image: bytes 0–255, one plane after another, each row after row.
 *
 * Shape `[1, height, width]` in grey, `[3, height, width]` in red, green and blue.
 */
export interface Image {
  /** `[channels, height, width]`. */
  readonly shape: readonly [number, number, number];
  /** As many bytes as the shape says. */
  readonly data: Uint8Array;
}

/** The most pixels of an image that is decoded: 64 Mi; telephones take 12 to 50 million. */
export const MOST_PIXELS: number = 2 ** 26;

/** Values of pixels that lie side by side (red, green, blue, red …) as planes: `channels` of `step` values a pixel. */
export function planes(values: ArrayLike<number>, shape: Image["shape"], step: number): Image {
  const [channels, height, width] = shape;
  const size = height * width;
  const data = new Uint8Array(channels * size);
  for (let c = 0; c < channels; c++) {
    for (let i = 0, from = c, to = c * size; i < size; i++, from += step) data[to++] = values[from]!;
  }
  return { shape, data };
}
