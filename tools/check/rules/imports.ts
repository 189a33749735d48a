import { type Book, cellStatements, problemAt, type Rule } from "../books.ts";
import type { Problem } from "../problem.ts";
import { ts } from "../typescript.ts";

/** Imports stand in cells of their own, and name packages: tslab knows neither paths, nor suffixes, nor `npm:`. */
export const imports: Rule = (books) => books.flatMap(importsOf);

function importsOf(book: Book): Problem[] {
  return cellStatements(book).flatMap(({ statements }) => {
    const found = statements.filter(ts.isImportDeclaration);
    const other = found.length > 0 && statements.find((statement) => !ts.isImportDeclaration(statement));
    const foreign = found.filter(({ moduleSpecifier }) => /^["'](\.|\/|\w+:)/.test(moduleSpecifier.getText()));
    return [
      ...other ? [problemAt(book, other, "stands in one cell with imports, which stand alone")] : [],
      ...foreign.map((node) => problemAt(book, node, `imports ${node.moduleSpecifier.getText()}: import by name`)),
    ];
  });
}
