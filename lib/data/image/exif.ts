import type { FileBytes } from "../file_bytes.ts";

/** Begins an application segment that holds EXIF; a TIFF file follows. */
const START = "Exif\0\0";
/** The tag of the orientation, a number of 16 bits. */
const ORIENTATION = 0x0112;
const SHORT = 3;

/**
 * The orientation that an EXIF segment states: 1 upright, 3 upside down, 6 to be turned right, 8 left, the others mirrored.
 *
 * Undefined when it holds none. Damage here is passed over, as it is by every viewer: it says nothing of the image.
 * Source: CIPA DC-008, "Exchangeable image file format", sections 4.5 and 4.6.4.
 */
export function exifOrientation({ data, view }: Pick<FileBytes, "data" | "view">): number | undefined {
  const base = START.length;
  if (data.length < base + 8 || String.fromCharCode(...data.subarray(0, base)) !== START) return undefined;
  const order = view.getUint16(base);
  if (order !== 0x4949 && order !== 0x4d4d) return undefined;
  const little = order === 0x4949;
  const directory = base + view.getUint32(base + 4, little);
  if (view.getUint16(base + 2, little) !== 42 || directory + 2 > data.length) return undefined;
  const end = Math.min(directory + 2 + 12 * view.getUint16(directory, little), data.length - 11);
  for (let at = directory + 2; at < end; at += 12) {
    if (view.getUint16(at, little) !== ORIENTATION || view.getUint16(at + 2, little) !== SHORT) continue;
    const orientation = view.getUint16(at + 8, little);
    return orientation >= 1 && orientation <= 8 ? orientation : undefined;
  }
  return undefined;
}
