import { doors } from "../doors.ts";
import { denoProblems } from "./deno.ts";
import type { Check } from "./problem.ts";

/** `deno doc --lint`: everything public is described, and its types are public too. */
export const documentation: Check = {
  name: "documentation",
  run: () =>
    denoProblems(
      ["doc", "--lint", "--quiet", ...Object.values(doors)],
      /^error\[[\w-]+\]: (?<text>.*)\n\s*--> (?<file>.*?):(?<line>\d+):\d+$/gm,
    ),
};
