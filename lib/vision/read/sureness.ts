/**
 * A net is less sure of ink that is no letter. The lower end of the mean confidence is to be at least this: over photos without text
 * nearly all lie below, over photos with text nearly all above.
 */
const LEAST = 0.7;

/**
 * Why confidences are too low for text: the lower end of Wilson's interval for their mean, at one standard error, is below 0.7;
 * undefined when it is not. The fewer the letters, the surer each must be; one alone is no text.
 */
export function doubtOf(confidences: readonly number[]): string | undefined {
  const n = confidences.length;
  const mean = confidences.reduce((sum, p) => sum + p, 0) / n;
  const low = (mean + 0.5 / n - Math.sqrt(mean * (1 - mean) / n + 0.25 / (n * n))) / (1 + 1 / n);
  if (low >= LEAST) return undefined;
  return `what ink there is looks like no letters: ${
    n === 1 ? "a single one" : `${n} of them`
  }, read with a mean confidence of ${mean.toFixed(2)}`;
}
