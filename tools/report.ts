/** The whole report, from data to PDF: `deno task report [--budget quick|standard|full]`. */
import { exportReport } from "../export/export.ts";
import { runNotebooks } from "./run.ts";
import { task } from "./task.ts";

await task(async (words) => {
  await runNotebooks(words);
  await exportReport();
});
