import { firstNotFinite, shapeText } from "../errors/mod.ts";
import type { Tensor } from "../tensor/mod.ts";

/** Refuses images that cannot be compared: an image, what was made of it, and what its values can span. */
export function requireImagePair(image: Tensor, other: Tensor, range: number): void {
  const [one, two] = [shapeText(image.shape), shapeText(other.shape)];
  if (one !== two || image.size === 0) {
    throw new RangeError(`Cannot compare images ${one} and ${two}: they must be of equal shape and not empty`);
  }
  if (image.dtype !== other.dtype) {
    throw new TypeError(
      `Cannot compare images of ${image.dtype} and ${other.dtype}: convert one with .as("${image.dtype}")`,
    );
  }
  if (!(range > 0 && range < Infinity)) {
    throw new RangeError(`Cannot compare images: the range of their values must be a positive number, found ${range}`);
  }
  requireFinite(image, "first");
  requireFinite(other, "second");
  const [low, high] = [-image.neg().max().item(), image.max().item()];
  if (high - low <= range) return;
  throw new RangeError(
    `Cannot compare images: the values of the first lie from ${low} to ${high}, further apart than their range of ` +
      `${range}; clip them, or state a wider range`,
  );
}

function requireFinite(image: Tensor, which: string): void {
  const at = firstNotFinite(image.data);
  if (at < 0) return;
  throw new RangeError(
    `Cannot compare images: found ${image.data[at]} at element ${at} of the ${which}, expected a finite number`,
  );
}
