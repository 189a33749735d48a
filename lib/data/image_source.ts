/** Values of images, one image after another: bytes 0–255, or float32 as a file or a change gives them. */
export type Pixels = Uint8Array | Float32Array;

/** Images that are not in memory: they are read, or made, when they are asked for. */
export interface ImageSource {
  /** The number of images. */
  readonly length: number;
  /** The values of some images, in the order asked; the same each time, and all bytes or all float32. */
  readonly read: (indices: ArrayLike<number>) => Pixels;
}

/** Whether images are in memory. */
export function inMemory(images: Pixels | ImageSource): images is Pixels {
  return images instanceof Uint8Array || images instanceof Float32Array;
}

/** The values of some images of `pixels` values each. */
export function gather(images: Pixels | ImageSource, indices: ArrayLike<number>, pixels: number): Pixels {
  if (!inMemory(images)) return images.read(indices);
  const size = indices.length * pixels;
  const out = images instanceof Uint8Array ? new Uint8Array(size) : new Float32Array(size);
  for (let i = 0; i < indices.length; i++) {
    out.set(images.subarray(indices[i]! * pixels, (indices[i]! + 1) * pixels), i * pixels);
  }
  return out;
}

/** Some images of a source, read when they are asked for. */
export function picked(source: ImageSource, indices: ArrayLike<number>): ImageSource {
  return {
    length: indices.length,
    read: (chosen) => source.read(Array.from(chosen, (i) => indices[i]!)),
  };
}

/** Changes one image, whose index is given: the result depends on nothing else. */
export type ImageChange = (image: Pixels, index: number) => Pixels;

/** Images of `from` values each, changed into images of `to` values each when they are asked for. */
export function changed(
  images: Pixels | ImageSource,
  length: number,
  change: ImageChange,
  { name, from, to }: { readonly name: string; readonly from: number; readonly to: number },
): ImageSource {
  const read = (indices: ArrayLike<number>): Pixels => {
    const values = gather(images, indices, from);
    let out: Pixels = new Uint8Array(0);
    for (let i = 0; i < indices.length; i++) {
      const image = change(values.subarray(i * from, (i + 1) * from), indices[i]!);
      if (image.length !== to) {
        throw new RangeError(
          `Cannot change image ${indices[i]} of ${name}: found ${image.length} values, expected ${to}`,
        );
      }
      const bytes = image instanceof Uint8Array;
      if (i === 0) out = bytes ? new Uint8Array(indices.length * to) : new Float32Array(indices.length * to);
      if (bytes !== out instanceof Uint8Array) {
        throw new TypeError(`Cannot change image ${indices[i]} of ${name}: all must become bytes, or all float32`);
      }
      out.set(image, i * to);
    }
    return out;
  };
  return { length, read };
}
