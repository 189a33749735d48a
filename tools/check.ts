/** Checks everything that is not a test: `deno task check`. One line for each problem. */
import { benchmark } from "./check/benchmark.ts";
import { declarations } from "./check/declarations.ts";
import { documentation } from "./check/documentation.ts";
import { documents } from "./check/documents.ts";
import { floorsCheck } from "./check/floors.ts";
import { format } from "./check/format.ts";
import { kernels } from "./check/kernels.ts";
import { language } from "./check/language.ts";
import { lint } from "./check/lint.ts";
import { nets } from "./check/nets.ts";
import { notebooks } from "./check/notebooks.ts";
import { problemText } from "./check/problem.ts";
import { records } from "./check/records.ts";
import { types } from "./check/types.ts";
import { task } from "./task.ts";

await task(async () => {
  const checks = [
    format,
    lint,
    types,
    declarations,
    documentation,
    floorsCheck,
    kernels,
    language,
    nets,
    notebooks,
    documents,
    benchmark,
    records,
  ];
  let failed = 0;
  for (const { name, run } of checks) {
    const problems = await run();
    for (const problem of problems) console.log(`${name}: ${problemText(problem)}`);
    if (problems.length > 0) failed++;
  }
  console.log(`Checks: ${checks.length - failed} passed, ${failed} failed`);
  if (failed > 0) Deno.exit(1);
});
