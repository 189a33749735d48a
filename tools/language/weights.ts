/**
 * `deno run -A tools/language/weights.ts`: tries weights of context on synthetic lines and prints the character error
 * rates of text, of codes, and, text counting four times as much, of both.
 *
 * The best tenth of the grid lie closer together, 2.4 to 2.5 %, than 700 lines can tell apart; the defaults are those in
 * their middle.
 */
import { Rng } from "nnr";
import { errorRate, syntheticLines } from "./score.ts";
import { codes, lines } from "./texts.ts";

const TIMES = 20;
const text = syntheticLines(lines, TIMES, new Rng(1));
const noText = syntheticLines(codes, TIMES, new Rng(2));
const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;

for (const language of [0, 0.4, 0.6, 0.8, 1]) {
  for (const share of language === 0 ? [0] : [0.1, 0.2, 0.4, 0.6]) {
    for (const gaps of [0.7, 1, 1.5]) {
      const weights = { language, codes: share, gaps };
      const [a, b] = [errorRate(text, weights), errorRate(noText, weights)];
      console.log(`${JSON.stringify(weights)}: ${percent(a)}, ${percent(b)}, ${percent((4 * a + b) / 5)}`);
    }
  }
}
