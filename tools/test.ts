/** Every test, in three processes side by side: `deno task test [names of folders or files, options of deno test]`. */
import { join } from "node:path";
import { hand, run, tail } from "./command.ts";
import { program, root } from "./paths.ts";
import { task } from "./task.ts";

/** Types are for `deno task check`. */
const test = ["test", "-A", "--no-check", "--no-prompt"];
/** A third of the work each: these start programs, and wait for them while another process computes. */
const [tasks, notebooks] = ["tests/tools", "tests/notebooks"] as const;
/** Everything else: the library, its examples, data and photos, benchmark and export. */
const folders = (await Array.fromAsync(Deno.readDir(join(root, "tests")))).map(({ name }) => `tests/${name}`);
const rest = folders.filter((name) => name !== tasks && name !== notebooks).sort();
const thirds = [["--doc", "lib", ...rest, "README.md", "CONTRIBUTING.md"], [notebooks], [tasks]];

/** What Deno counts in its closing line: `ok | 12 passed (34 steps) | 1 failed | 2 ignored (1 step) (5s)`. */
interface Counts {
  passed: number;
  failed: number;
  ignored: number;
}

/** The counts of a run's output, steps among them. */
function countsOf(text: string): Counts {
  // deno-lint-ignore no-control-regex
  const line = text.replace(/\x1b\[[0-9;]*m/g, "").trimEnd().split("\n").findLast((line) =>
    /^(ok|FAILED) \|/.test(line)
  );
  const count = (kind: keyof Counts): number => {
    const [, tests = 0, steps = 0] = line?.match(new RegExp(`(\\d+) ${kind}(?: \\((\\d+) steps?\\))?`)) ?? [];
    return Number(tests) + Number(steps);
  };
  return { passed: count("passed"), failed: count("failed"), ignored: count("ignored") };
}

/** What a failing run says at its end: every error, and which tests had them; or how far it came. */
function failures(text: string): string {
  const errors = text.search(/^.*\bERRORS\b.*$/m);
  return errors < 0 ? tail(text, 40) : text.slice(errors);
}

await task(async (words) => {
  if (words.length > 0) Deno.exit(await hand(program("deno"), [...test, ...words]));
  // The first is told as it goes, the others when they have ended.
  const onLine = (line: string): void => console.log(line);
  const running = thirds.map((third, i) => run(program("deno"), [...test, ...third], i === 0 ? { onLine } : {}));
  const outcomes = await Promise.all(running);
  for (const { text } of outcomes.slice(1)) console.log(text);
  const failing = outcomes.filter(({ code }) => code !== 0);
  // Once more, below what passed.
  for (const { text } of failing) console.log(failures(text));
  const counts = outcomes.map(({ text }) => countsOf(text));
  const sum = (kind: keyof Counts): number => counts.reduce((total, count) => total + count[kind], 0);
  console.log(`Tests, with their steps: ${sum("passed")} passed, ${sum("failed")} failed, ${sum("ignored")} skipped`);
  if (failing.length > 0) Deno.exit(1);
});
