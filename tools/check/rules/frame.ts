import type * as TypeScript from "typescript";
import { basename } from "node:path";
import { type Book, nodesBelow, problemAt, type Rule } from "../books.ts";
import type { Problem } from "../problem.ts";
import { ts } from "../typescript.ts";

/** A notebook's first output is `start(N)`, with its own number, and its last cell is `ledger();`. */
export const frame: Rule = (books) => books.flatMap(frameOf);

function frameOf(book: Book): Problem[] {
  const { name, file, source, notebook, module } = book;
  const number = Number.parseInt(basename(name), 10);
  const first = reportCalls(source)[0];
  const problems: Problem[] = [];
  if (!first || first.getText() !== "start" || !ts.isCallExpression(first.parent)) {
    problems.push({ file, text: `shows something before start(${number})` });
  } else if (first.parent.arguments[0]?.getText() !== String(number)) {
    problems.push(problemAt(book, first, `must be start(${number}, …), as ${name} has that number`));
  }
  const last = module.places.at(-1);
  const text = last && [notebook.cells[last.cell - 1]!.source].flat().join("").trim();
  if (text !== "ledger();") problems.push({ file, cell: last?.cell ?? 1, text: "must be the cell ledger(); alone" });
  return problems;
}

/** Where the words of `nnr/report` that a notebook imports are called or used as tags, in order. */
function reportCalls(source: TypeScript.SourceFile): TypeScript.Identifier[] {
  const words = source.statements.filter(ts.isImportDeclaration).flatMap(({ moduleSpecifier, importClause }) => {
    const bindings = importClause?.namedBindings;
    const report = ts.isStringLiteral(moduleSpecifier) && moduleSpecifier.text === "nnr/report";
    return report && bindings && ts.isNamedImports(bindings) ? bindings.elements.map(({ name }) => name.text) : [];
  });
  return [...nodesBelow(source)].filter(ts.isIdentifier).filter((node) =>
    words.includes(node.text) &&
    (ts.isCallExpression(node.parent) && node.parent.expression === node ||
      ts.isTaggedTemplateExpression(node.parent))
  );
}
