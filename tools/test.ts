/** Every test, in two processes side by side: `deno task test [names of folders or files, options of deno test]`. */
import { join } from "node:path";
import { hand, run, tail } from "./command.ts";
import { program, root } from "./paths.ts";
import { task } from "./task.ts";

/** Types are for `deno task check`. */
const test = ["test", "-A", "--no-check", "--no-prompt"];
/** Half of the work: what starts programs and mostly waits for them (set-up, tasks, the export), data and photos. */
const half = ["bench", "data", "export", "tools", "vision"].map((folder) => `tests/${folder}`);
/** Everything else: the library, its examples, the notebooks. */
const folders = (await Array.fromAsync(Deno.readDir(join(root, "tests")))).map(({ name }) => `tests/${name}`);
const pieces = [
  "--doc",
  "lib",
  ...folders.filter((name) => !half.includes(name)).sort(),
  "README.md",
  "CONTRIBUTING.md",
];

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
  const others = run(program("deno"), [...test, ...half]);
  const outcomes = [
    await run(program("deno"), [...test, ...pieces], { onLine: (line) => console.log(line) }),
    await others,
  ];
  console.log(outcomes[1]!.text);
  const failing = outcomes.filter(({ code }) => code !== 0);
  // Once more, below what passed.
  for (const { text } of failing) console.log(failures(text));
  const counts = outcomes.map(({ text }) => countsOf(text));
  const sum = (kind: keyof Counts): number => counts.reduce((total, count) => total + count[kind], 0);
  console.log(`Tests, with their steps: ${sum("passed")} passed, ${sum("failed")} failed, ${sum("ignored")} skipped`);
  if (failing.length > 0) Deno.exit(1);
});
