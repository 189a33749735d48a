import { relative } from "node:path";
import { generated, target } from "../kernels.ts";
import { root } from "../paths.ts";
import type { Check } from "./problem.ts";

/** The embedded kernels are what their sources give. */
export const kernels: Check = {
  name: "kernels",
  run: async () => {
    if (await generated() === await Deno.readTextFile(target)) return [];
    return [{ file: relative(root, target), text: "is not what lib/kernels/assembly gives: run deno task kernels" }];
  },
};
