import { denoProblems } from "./deno.ts";
import type { Check } from "./problem.ts";

/** `deno fmt`. */
export const format: Check = {
  name: "format",
  run: () => denoProblems(["fmt", "--check"], /^from (?<file>.*):$/gm, "is not formatted: run deno fmt"),
};
