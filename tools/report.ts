/** The whole report, from data to PDF: `deno task report [--budget quick|standard|full]`. */
import { exportReport } from "../export/export.ts";
import { budgets, readOptions } from "./options.ts";
import { runNotebooks } from "./run.ts";
import { task } from "./task.ts";

await task(async (words) => {
  // The report is of Deno's kernel: --kernel is refused.
  readOptions(words, { budget: budgets });
  await runNotebooks(words);
  await exportReport();
});
