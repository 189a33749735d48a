import { noGrad } from "../../autograd/mod.ts";
import { logSoftmax, step, Tensor } from "../../tensor/mod.ts";
import { CHARACTERS } from "../context/mod.ts";
import type { Candidate } from "../lattice.ts";
import { LETTER_SIDE } from "../letter_image.ts";
import type { LetterNet } from "./letter_net.ts";

/** Images at once: what the activations of so many take fits the arena. */
const BATCH = 256;

/** What a net takes images of letters for: for each the 36 characters, most probable first, `ln softmax(logits / T)`. */
export function readLetters(images: readonly Float32Array[], { net, input, temperature }: LetterNet): Candidate[][] {
  net.train(false);
  const size = LETTER_SIDE * LETTER_SIDE;
  const candidates: Candidate[][] = [];
  for (let from = 0; from < images.length; from += BATCH) {
    const batch = images.slice(from, from + BATCH);
    const values = new Float32Array(batch.length * size);
    batch.forEach((image, i) => values.set(image, i * size));
    const x = new Tensor(values, [batch.length, ...input]);
    const { data } = step(() => noGrad(() => logSoftmax(net.forward(x).div(temperature))));
    for (let i = 0; i < batch.length; i++) {
      const row = Array.from(CHARACTERS, (character, k) => ({
        character,
        logProbability: Math.min(data[i * CHARACTERS.length + k]!, 0),
      }));
      candidates.push(row.sort((a, b) => b.logProbability - a.logProbability));
    }
  }
  return candidates;
}
