import { archiveEntries } from "./archive/archive.ts";
import type { ArchiveEntry } from "./archive/archive_entry.ts";
import { shown } from "./archive/entry_name.ts";
import { Dataset } from "./dataset.ts";
import { joined } from "./joined.ts";
import type { MnistSplit } from "./mnist.ts";
import { requireData } from "./project.ts";

const SHAPE = [3, 32, 32];
const PIXELS = 3 * 32 * 32;
/** The most bytes of a file of class names. */
const LONGEST_NAMES = 2 ** 16;

/** How one of the two sets is kept. */
interface Layout {
  readonly title: string;
  readonly archive: string;
  /** Images of each part, and the ends of the names of the files that hold them. */
  readonly parts: Readonly<Record<MnistSplit, { readonly images: number; readonly files: RegExp }>>;
  /** The file of the classes' names, one a line. */
  readonly names: string;
  readonly classes: number;
  /** Bytes before an image; the last of them is its label. */
  readonly labels: number;
}

const cifar10Layout: Layout = {
  title: "CIFAR-10",
  archive: "cifar10/cifar-10-binary.tar.gz",
  parts: {
    train: { images: 50_000, files: /(^|\/)data_batch_[1-5]\.bin$/ },
    test: { images: 10_000, files: /(^|\/)test_batch\.bin$/ },
  },
  names: "batches.meta.txt",
  classes: 10,
  labels: 1,
};

const cifar100Layout: Layout = {
  title: "CIFAR-100",
  archive: "cifar100/cifar-100-binary.tar.gz",
  parts: {
    train: { images: 50_000, files: /(^|\/)train\.bin$/ },
    test: { images: 10_000, files: /(^|\/)test\.bin$/ },
  },
  names: "fine_label_names.txt",
  classes: 100,
  labels: 2,
};

/**
 * CIFAR-10: 50 000 training and 10 000 test photos of ten things, colour, 32 × 32, from `cifar10/cifar-10-binary.tar.gz` in
 * the data folder, in the order of the archive.
 *
 * The archive is read as a stream. One that lacks some of the official files gives the images of the others, and the set's
 * name says how many of how many.
 *
 * @throws {RangeError} when the archive is not there, or images and labels are not those of such a set.
 * @throws {SyntaxError} when it is damaged or cut off.
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { cifar10, findData } from "nnr/data";
 *
 * if (findData("cifar10/cifar-10-binary.tar.gz")) {
 *   expect(cifar10("test").batch([0]).x.shape).toEqual([1, 3, 32, 32]);
 * }
 * ```
 */
export function cifar10(split: MnistSplit): Dataset {
  return read(cifar10Layout, split);
}

/**
 * CIFAR-100: 50 000 training and 10 000 test photos of a hundred things (the fine labels), colour, 32 × 32, from
 * `cifar100/cifar-100-binary.tar.gz` in the data folder; else like `cifar10`.
 *
 * @throws {RangeError} when the archive is not there, or images and labels are not those of such a set.
 * @throws {SyntaxError} when it is damaged or cut off.
 */
export function cifar100(split: MnistSplit): Dataset {
  return read(cifar100Layout, split);
}

function read(layout: Layout, split: MnistSplit): Dataset {
  const { title, archive, parts, classes } = layout;
  const part = parts[split];
  const path = requireData(`${title} ${split}`, [archive]);
  const read: Records[] = [];
  let [count, names]: [number, string[] | undefined] = [0, undefined];
  for (const entry of archiveEntries(path)) {
    if (entry.path.split("/").at(-1) === layout.names) names = namesOf(path, entry, classes);
    if (!part.files.test(entry.path)) continue;
    const found = entry.size / (layout.labels + PIXELS);
    if (!Number.isInteger(found) || count + found > part.images) {
      throw new RangeError(
        `Cannot read ${path}: found ${entry.path} of ${entry.size} bytes, expected ${
          layout.labels + PIXELS
        } for each of ` +
          `at most ${part.images - count} images`,
      );
    }
    read.push(records(entry, layout.labels, found));
    count += found;
  }
  if (names === undefined) {
    throw new RangeError(`Cannot read ${path}: found no ${layout.names}, the names of the classes`);
  }
  if (count === 0) throw new RangeError(`Cannot read ${path}: found no images for ${split}, expected ${part.images}`);
  const labels = joined(read.map(({ labels }) => labels));
  const image = labels.findIndex((label) => label >= classes);
  if (image >= 0) {
    throw new RangeError(
      `Cannot read ${path}: found label ${labels[image]} of image ${image}, expected 0 to ${classes - 1}`,
    );
  }
  return new Dataset({
    name: `${title} ${split}${count < part.images ? ` (${count} of ${part.images})` : ""}`,
    source: "archive as published (A. Krizhevsky, V. Nair, G. Hinton)",
    licence: "none stated",
    classes: names,
    shape: SHAPE,
    images: joined(read.map(({ images }) => images)),
    labels,
  });
}

/** Images and their labels. */
interface Records {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

/** Reads the records of a file, labels and then an image, piece by piece. */
function records(entry: ArchiveEntry, before: number, count: number): Records {
  const [images, labels] = [new Uint8Array(count * PIXELS), new Uint8Array(count)];
  const size = before + PIXELS;
  let at = 0;
  for (const piece of entry.content()) {
    for (let from = 0; from < piece.length;) {
      const [record, offset] = [Math.floor(at / size), at % size];
      const values = piece.subarray(from, from + (offset < before ? 1 : size - offset));
      // The last label of a record is the one that stays.
      if (offset < before) labels[record] = values[0]!;
      else images.set(values, record * PIXELS + offset - before);
      from += values.length;
      at += values.length;
    }
  }
  return { images, labels };
}

function namesOf(path: string, entry: ArchiveEntry, classes: number): string[] {
  let text = "";
  if (entry.size <= LONGEST_NAMES) { for (const piece of entry.content()) text += new TextDecoder().decode(piece); }
  const names = text.split(/\r?\n/).map((name) => name.trim()).filter((name) => name !== "");
  if (names.length !== classes) {
    throw new RangeError(
      `Cannot read ${path}: found ${names.length} names in ${entry.path}, expected ${classes}, one a line`,
    );
  }
  const again = names.find((name, k) => names.indexOf(name) < k);
  if (again === undefined) return names;
  throw new RangeError(
    `Cannot read ${path}: found the name ${shown(again)} again in ${entry.path}, expected each once`,
  );
}
