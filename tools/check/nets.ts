import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { netFile, readNetRecords, recordFile, sha256 } from "../nets/embedded.ts";
import { recipes } from "../nets/recipe.ts";
import { root } from "../paths.ts";
import type { Check, Problem } from "./problem.ts";

/** The embedded nets are those that their record tells of. */
export const nets: Check = {
  name: "nets",
  run: () => {
    if (!existsSync(recordFile)) {
      return Promise.resolve([{ file: relative(root, recordFile), text: "is missing: run deno task nets" }]);
    }
    const records = readNetRecords();
    return Promise.resolve(
      Object.keys(recipes).flatMap((name): Problem[] => {
        const file = netFile(name);
        if (existsSync(file) && sha256(readFileSync(file)) === records[name]?.sha256) return [];
        return [{ file: relative(root, file), text: `is not what record.json tells of: run deno task nets ${name}` }];
      }),
    );
  },
};
