import { createRequire } from "node:module";
import type * as TypeScript from "typescript";

const require = createRequire(import.meta.url);

/** The TypeScript (5.0) by which tslab reads cells: what it does not understand, a reader's kernel does not either. */
export const ts: typeof TypeScript = createRequire(require.resolve("tslab/dist/main.js"))(
  "@tslab/typescript-for-tslab",
);
