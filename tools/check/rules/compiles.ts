import { cellAt } from "../../cells.ts";
import type { Rule } from "../books.ts";
import { ts } from "../typescript.ts";

/** tslab compiles every cell: TypeScript 5.0, with what ES2022 and Node have and nothing newer. */
export const compiles: Rule = (books) =>
  books.flatMap(({ file, module, source, program }) =>
    [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map((found) => {
      const { line } = source.getLineAndCharacterOfPosition(found.start ?? 0);
      const [text = ""] = ts.flattenDiagnosticMessageText(found.messageText, "\n").split("\n");
      return { file, ...cellAt(module, line + 1), text: `tslab refuses it: ${text}` };
    })
  );
