/** What is measured: one step of each work, as its user writes it. */
import { join } from "node:path";
import { root } from "../tools/paths.ts";

/** A step of descent on one batch: forward, loss, backward, optimiser; the loss is read as a number. */
export interface Training {
  readonly kind: "training";
  readonly net: "fc" | "autoencoder" | "cnn" | "cifar";
  /** The shape of one example. */
  readonly input: readonly number[];
  readonly batch: number;
  /** 0: the squared error against the input. */
  readonly classes: number;
  /** Hidden units of `fc`. */
  readonly width: number;
  readonly momentum: number;
}

/** One pass over all of Glyph36's training images, shuffled, from bytes in two files. */
export interface Epoch extends Omit<Training, "kind"> {
  readonly kind: "epoch";
  readonly images: string;
  readonly labels: string;
}

/** A product of two n × n matrices. */
export interface Product {
  readonly kind: "product";
  readonly n: number;
}

/** Centre, covariance, eigenvectors of all of Glyph36's training images, from bytes in a file; or the whole spectrum. */
export interface Components {
  readonly kind: "components";
  readonly images: string;
  /** How many; 0: all eigenvalues, no vectors. */
  readonly count: number;
}

/** What is measured, and under which name. */
export interface Work {
  /** As arguments and records name it. */
  readonly name: string;
  /** As the table names it. */
  readonly title: string;
  readonly task: Training | Epoch | Product | Components;
  /** Whether it only shows how cost grows: then few peers take part. */
  readonly sweep: boolean;
  /** On how many threads. */
  readonly threads: readonly number[];
}

/** On how many threads figures are compared. */
export const COMPARED = 2;
/** On how many threads everything is measured that can choose. */
const THREADS = [1, COMPARED];
/** Where cost is to be seen growing with threads. */
const MORE_THREADS = [1, 2, 3, 4];
const BATCHES = [15, 32, 108, 512];
/** The batch of the works that grow in width, of the CNN and of the epoch. */
export const BATCH = 32;
/** The course's. */
export const WIDTH = 64;
const CLASSES = 36;
/** The autoencoder's too. */
const COMPONENTS = 32;
const SIZES = [64, 128, 256, 512, 1024];
const MORE_BATCHES = [1, 4, 2048];
const MORE_WIDTHS = [16, 256, 1024];
/** The work that is measured on more threads. */
export const THREADED = "fc-512";

const training: Omit<Training, "net" | "batch"> = {
  kind: "training",
  input: [1024],
  classes: CLASSES,
  width: WIDTH,
  momentum: 0,
};

function work(name: string, title: string, task: Work["task"], rest: Partial<Work> = {}): Work {
  return { name, title, task, sweep: false, threads: THREADS, ...rest };
}

function fully(batch: number, width: number, rest: Partial<Work> = {}): Work {
  const name = width === WIDTH ? `fc-${batch}` : `fc-${batch}-wide-${width}`;
  const task: Training = { ...training, net: "fc", batch, width };
  const threads = name === THREADED ? { threads: MORE_THREADS } : {};
  return work(name, `FC 1024–${width}–${CLASSES}, batch ${batch}`, task, { ...threads, ...rest });
}

function net(net: Training["net"], batch: number, more: Partial<Training> = {}): Training {
  return { ...training, net, batch, ...more };
}

/** Glyph36's training images and labels, as every peer can read them. */
export const glyphs: Pick<Epoch, "images" | "labels"> = {
  images: join(root, "data", "cache", "bench-images.bin"),
  labels: join(root, "data", "cache", "bench-labels.bin"),
};

/** Everything that is measured. */
export const works: readonly Work[] = [
  ...BATCHES.map((batch) => fully(batch, WIDTH)),
  work(
    "autoencoder",
    "autoencoder 1024–32–32–32–1024, batch 36",
    net("autoencoder", 36, { classes: 0, momentum: 0.9 }),
  ),
  work("cnn", "CNN of 36 classes, batch 32", net("cnn", BATCH, { input: [1, 32, 32] })),
  work("cifar", "CIFAR net, batch 64", net("cifar", 64, { input: [3, 32, 32], classes: 10 })),
  work("epoch", "epoch of Glyph36, FC, batch 32", { ...net("fc", BATCH), kind: "epoch", ...glyphs }),
  work("pca", "32 principal components of 10 800 × 1024", {
    kind: "components",
    images: glyphs.images,
    count: COMPONENTS,
  }),
  work("spectrum", "all variances of 10 800 × 1024", { kind: "components", images: glyphs.images, count: 0 }),
  ...SIZES.map((n) => work(`product-${n}`, `product of ${n} × ${n} matrices`, { kind: "product", n })),
  ...MORE_BATCHES.map((batch) => fully(batch, WIDTH, { sweep: true, threads: [COMPARED] })),
  ...MORE_WIDTHS.map((width) => fully(BATCH, width, { sweep: true, threads: [COMPARED] })),
];

/** Floating-point operations of the products in a step; of nets only the fully connected one's are counted, of what iterates none. */
export function operationsOf(task: Work["task"]): number {
  if (task.kind === "components") return NaN;
  if (task.kind === "product") return 2 * task.n ** 3;
  const { batch, width, classes } = task;
  // A multiply-add is two. Forward and ∂W of both layers, ∂x of the second.
  return 2 * batch * (2 * 1024 * width + 3 * width * classes);
}
