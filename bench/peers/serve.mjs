/** How a peer answers the driver: `warm S` runs it in for S seconds, a number N times N steps; an answer is one line of JSON. */
import process from "node:process";
import { createInterface } from "node:readline";

/** What the driver said when it started this process. */
const { work, threads, variant } = JSON.parse(process.argv[2]);

const tell = (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`);

async function microseconds(step, steps) {
  const begin = performance.now();
  for (let i = 0; i < steps; i++) {
    const pending = step();
    if (pending instanceof Promise) await pending;
  }
  return (performance.now() - begin) * 1000 / steps;
}

async function warmed(step, seconds) {
  const end = performance.now() + seconds * 1000;
  let steps = 1;
  for (;;) {
    const each = await microseconds(step, steps);
    if (performance.now() >= end) return each;
    steps = Math.max(1, Math.min(2 * steps, Math.ceil((end - performance.now()) * 1000 / each)));
  }
}

/**
 * Serves the step that `prepare(work, threads, variant)` makes of the work. It resolves to `{ step, version }`, the
 * version being the library's; what it throws is the reason why this peer does not do this work.
 */
export async function serve(prepare) {
  try {
    const { step, version } = await prepare(work, threads, variant);
    tell({ version });
    for await (const line of createInterface({ input: process.stdin })) {
      const [word, seconds] = line.split(" ");
      const each = word === "warm" ? await warmed(step, Number(seconds)) : await microseconds(step, Number(word));
      tell({ microseconds: each });
    }
  } catch (error) {
    tell({ refusal: String(error.message ?? error).split("\n")[0] });
  }
  // Other threads must not keep the process; what was told has to arrive.
  process.stdout.write("", () => process.exit());
}
