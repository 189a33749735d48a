import { relative } from "node:path";
import { generated, target } from "../language.ts";
import { root } from "../paths.ts";
import type { Check } from "./problem.ts";

/** The embedded language model is what its words give. */
export const language: Check = {
  name: "language",
  run: async () => {
    if (generated() === await Deno.readTextFile(target)) return [];
    return [{ file: relative(root, target), text: "is not what tools/language gives: run deno task language" }];
  },
};
