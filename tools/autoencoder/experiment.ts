import {
  type Embedding,
  type FitEvent,
  type models,
  noGrad,
  PCA,
  psnr,
  reconstructionQuality,
  Rng,
  stateOf,
  step,
  Tensor,
  writeSafetensors,
} from "nnr";
import { type Dataset, glyph36, nist26 } from "nnr/data";
import type { Outcome, Tell } from "../experiment.ts";
import { sha256 } from "../nets/embedded.ts";
import { type Recipe, recipes } from "./recipes.ts";
import { started, train } from "./train.ts";

/** Numbers of a code. */
const CODE = 32;
const shown = { size: [32, 32], range: 1 } as const;
/** Standard deviation of the noise that is added where it is asked what a net makes of it. */
const NOISE = 0.3;

/** Principal components of the same images: what every autoencoder is measured by. */
export function pcaRun(): Outcome {
  const pca = PCA.fit(imagesOf(glyph36("train")), { components: CODE });
  return { measured: { ...qualities(pca), "numbers in the net": (CODE + 1) * 1024 } };
}

/** Trains a net on Glyph36's training images and asks what it makes of others. */
export function autoencoderRun(name: string, seed: number, tell: Tell): Outcome {
  const recipe = recipes[name]!;
  const net = started(recipe, seed);
  let early = "";
  train(net, recipe, imagesOf(glyph36("train")), seed, (event, epoch) => {
    if (isHundredth(event, epoch)) early = sha256(bytesOf(net, recipe));
    if (event.kind === "epoch") tell(`seed ${seed}: epoch ${epoch} of ${recipe.epochs}, loss ${event.record.loss}`);
  });
  const numbers = net.parameters().reduce((sum, { tensor }) => sum + tensor.size, 0);
  const measured = { ...qualities(net), ...codeUse(net), "numbers in the net": numbers };
  if (!recipe.keep || seed !== recipe.seeds[0]) return { measured };
  const kept = { bytes: bytesOf(net, recipe), sha256AfterHundredSteps: early };
  return { measured, nets: { [`autoencoder-${name}`]: kept } };
}

/** The hash of a kept net's file after the first hundred steps of its training. */
export function hashAfterHundredSteps(name: string): string {
  const recipe = recipes[name]!;
  const [seed = NaN] = recipe.seeds;
  const net = started(recipe, seed);
  const enough = new Error("a hundred steps are enough");
  try {
    train(net, recipe, imagesOf(glyph36("train")), seed, (event, epoch) => {
      if (isHundredth(event, epoch)) throw enough;
    });
  } catch (error) {
    if (error !== enough) throw error;
  }
  return sha256(bytesOf(net, recipe));
}

function isHundredth(event: FitEvent, epoch: number): boolean {
  return event.kind === "step" && epoch === 1 && event.step === 100;
}

function bytesOf(net: models.Autoencoder, { what }: Recipe): Uint8Array {
  return writeSafetensors(new Map(stateOf(net)), { net: what });
}

function imagesOf(set: Dataset): Tensor {
  return set.batch().x;
}

/** How well images come back, of the set that was learnt from and of others. */
function qualities(embedding: Embedding): Record<string, number> {
  const valid = imagesOf(glyph36("valid"));
  const found = reconstructionQuality(inChunks(embedding), valid, shown);
  const mean = (x: Tensor): number => average(reconstructionQuality(inChunks(embedding), x, shown).psnr);
  return {
    "Glyph36 validation, mean PSNR": average(found.psnr),
    "Glyph36 validation, PSNR of the mean error": found.psnrOfMeanError,
    "Glyph36 validation, mean SSIM": average(found.ssim),
    "Glyph36 training images, mean PSNR": mean(imagesOf(glyph36("train")).slice(0, valid.shape[0]!)),
    "Glyph36 unseen writers, mean PSNR": mean(imagesOf(glyph36("unseen"))),
    "Glyph36 validation under noise of 0.3, mean PSNR": underNoise(embedding, valid),
    "NIST26 letters clipped to [0, 1], mean PSNR": mean(
      imagesOf(nist26("valid")).map((v) => Math.min(Math.max(v, 0), 1)),
    ),
  };
}

/** The mean PSNR of what is made of noisy images, compared with the clean ones. */
function underNoise(embedding: Embedding, x: Tensor): number {
  const noisy = x.add(Tensor.normal(x.shape, { rng: new Rng(1) }).mul(NOISE));
  const { project, reconstruct } = inChunks(embedding);
  const back = reconstruct(project(noisy));
  return average(Array.from({ length: x.shape[0]! }, (_, i) => psnr(x.slice(i, i + 1), back.slice(i, i + 1), shown)));
}

/** The share of the code's numbers that are not 0, in the mean image, and of those that are not 0 in every image. */
function codeUse(net: Embedding): Record<string, number> {
  const codes = inChunks(net).project(imagesOf(glyph36("valid")));
  const [n = 0, size = 0] = codes.shape;
  const active = new Float64Array(size);
  codes.data.forEach((value, i) => active[i % size]! += value === 0 ? 0 : 1);
  return {
    "numbers in the code": size,
    "share of them that are not 0": active.reduce((sum, count) => sum + count, 0) / (n * size),
    "numbers that are not 0 in some image": active.filter((count) => count > 0).length,
  };
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The same embedding, with the values between its layers held for some images at a time only. */
function inChunks(embedding: Embedding): Embedding {
  const over = (x: Tensor, width: number, f: (rows: Tensor) => Tensor): Tensor => {
    const n = x.shape[0]!;
    const values = new Float32Array(n * width);
    for (let start = 0; start < n; start += 256) {
      step(() => noGrad(() => values.set(f(x.slice(start, Math.min(start + 256, n))).data, start * width)));
    }
    return new Tensor(values, [n, width]);
  };
  const { size } = embedding;
  return {
    size,
    project: (x) => over(x, size, (rows) => embedding.project(rows)),
    reconstruct: (codes) => over(codes, 1024, (rows) => embedding.reconstruct(rows)),
  };
}
