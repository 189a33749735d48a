/** Images that were kept column by column, row by row; a copy. */
export function rowsFromColumns<Images extends Uint8Array | Float32Array>(
  images: Images,
  height: number,
  width: number,
): Images {
  const out = images.slice() as Images;
  for (let i = 0; i < images.length; i++) {
    const pixel = i % (height * width);
    const row = pixel % height;
    const column = Math.floor(pixel / height);
    out[i - pixel + row * width + column] = images[i]!;
  }
  return out;
}
