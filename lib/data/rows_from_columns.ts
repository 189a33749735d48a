/** Turns images that were kept column by column, in place, so that each is row by row. */
export function rowsFromColumns<Images extends Uint8Array | Float32Array>(
  images: Images,
  height: number,
  width: number,
): Images {
  const pixels = height * width;
  for (let at = 0; at < images.length; at += pixels) {
    const image = images.slice(at, at + pixels);
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        images[at + row * width + column] = image[column * height + row]!;
      }
    }
  }
  return images;
}
