import { calibrationTemperature, confusionMatrix, noGrad, step, Tensor } from "nnr";
import type { Dataset } from "nnr/data";
import type { LetterNet } from "../../lib/vision/mod.ts";
import { CHARACTERS } from "./characters.ts";

/** Images at once. */
const BATCH = 256;

/**
 * C[t, p]: how many images of character t a net takes for character p, over all that it reads.
 *
 * @throws {RangeError} when a class of the set is no character that the net reads.
 */
export function confusionOf({ net, input }: LetterNet, set: Dataset): Tensor {
  const classes = set.classes.map((name) => CHARACTERS.indexOf(name));
  const unknown = classes.indexOf(-1);
  if (unknown >= 0) {
    throw new RangeError(
      `Cannot score on ${set.name}: the net does not read ${JSON.stringify(set.classes[unknown])}, only A–Z and 0–9`,
    );
  }
  net.train(false);
  const taken: number[] = [];
  for (const { x, labels } of set.batches(Math.min(BATCH, set.length))) {
    const images = x.reshape([labels.length, ...input]);
    taken.push(...step(() => noGrad(() => net.forward(images).argmax())));
  }
  return confusionMatrix(set.labels.map((label) => classes[label]!), taken, CHARACTERS.length);
}

/** How many were taken for what they are. */
export function correctOf(confusion: Tensor): number {
  const [classes = 0] = confusion.shape;
  let correct = 0;
  for (let k = 0; k < classes; k++) correct += confusion.at(k, k);
  return correct;
}

/** The temperature for which a net's confidence on a set is honest. */
export function temperatureOf({ net, input }: LetterNet, set: Dataset): number {
  net.train(false);
  const logits: number[] = [];
  for (const { x, labels } of set.batches(Math.min(BATCH, set.length))) {
    const images = x.reshape([labels.length, ...input]);
    logits.push(...step(() => noGrad(() => net.forward(images))).data);
  }
  const rows = new Tensor(Float32Array.from(logits), [set.length, CHARACTERS.length]);
  return calibrationTemperature(rows, set.labels.map((label) => CHARACTERS.indexOf(set.classes[label]!)));
}
