import { join, relative } from "node:path";
import { root } from "../paths.ts";
import { COMPILER_OPTIONS } from "./books.ts";
import type { Check } from "./problem.ts";
import { ts } from "./typescript.ts";

/**
 * The types that tslab reads: the library's declarations mean the same to TypeScript 5.0, which in a notebook silently
 * takes what it does not understand, such as `Float32Array<ArrayBuffer>`, for `any`.
 */
export const declarations: Check = {
  name: "declarations",
  run: () => {
    const built = join(root, "node_modules", "nnr");
    const doors = ["mod.d.ts", "data/mod.d.ts", "report/mod.d.ts"].map((file) => join(built, file));
    const program = ts.createProgram(doors, { ...COMPILER_OPTIONS, skipLibCheck: false });
    const files = program.getSourceFiles().filter(({ fileName }) => !relative(built, fileName).startsWith(".."));
    return Promise.resolve(
      files.flatMap((file) =>
        program.getSemanticDiagnostics(file).map(({ messageText, start = 0 }) => ({
          file: relative(root, file.fileName),
          line: file.getLineAndCharacterOfPosition(start).line + 1,
          text: ts.flattenDiagnosticMessageText(messageText, " "),
        }))
      ),
    );
  },
};
