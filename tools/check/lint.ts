import { denoProblems } from "./deno.ts";
import type { Check } from "./problem.ts";

/** `deno lint`. */
export const lint: Check = {
  name: "lint",
  run: () => denoProblems(["lint", "--compact"], /^(?<file>file:.*?): line (?<line>\d+), col \d+ - (?<text>.*)$/gm),
};
