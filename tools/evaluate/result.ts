import { type Tensor, wilsonInterval } from "nnr";
import { CHARACTERS } from "../nets/characters.ts";
import { correctOf } from "../nets/score.ts";

/** What `--json` gives. */
export interface Result {
  /** As it was named. */
  readonly net: string;
  /** As it was named. */
  readonly data: string;
  readonly total: number;
  readonly correct: number;
  /** correct / total. */
  readonly accuracy: number;
  /** Wilson's 95 % interval of the accuracy. */
  readonly interval: readonly [low: number, high: number];
  /** The classes that occur. */
  readonly perClass: readonly { readonly label: string; readonly total: number; readonly correct: number }[];
}

/** The result of a confusion matrix of all characters. */
export function resultOf(net: string, data: string, confusion: Tensor): Result {
  const perClass = CHARACTERS.map((label, k) => ({
    label,
    total: CHARACTERS.reduce((sum, _, p) => sum + confusion.at(k, p), 0),
    correct: confusion.at(k, k),
  })).filter(({ total }) => total > 0);
  const total = perClass.reduce((sum, { total }) => sum + total, 0);
  const correct = correctOf(confusion);
  const { low, high } = wilsonInterval(correct, total);
  return { net, data, total, correct, accuracy: correct / total, interval: [low, high], perClass };
}

/** The result for a reader. */
export function resultText({ net, data, total, correct, accuracy, interval, perClass }: Result): string {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  const rows = perClass.map(({ label, total, correct }) =>
    `  ${label}  ${`${correct}`.padStart(6)} of ${`${total}`.padEnd(6)} ${percent(correct / total).padStart(7)}`
  );
  return [
    `${net} on ${data}: ${correct} of ${total} read right, ${percent(accuracy)}, ` +
    `95 % interval ${percent(interval[0])} to ${percent(interval[1])}`,
    ...rows,
  ].join("\n");
}
