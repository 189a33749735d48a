import type * as TypeScript from "typescript";
import { cellStatements, problemAt, type Rule } from "../books.ts";
import { ts } from "../typescript.ts";

/** A cell leaves no value behind: Deno's kernel shows it where tslab prints it, and neither counts it as a display. */
export const leftValue: Rule = (books) =>
  books.flatMap((book) =>
    cellStatements(book).flatMap(({ statements }) =>
      valuesOf(statements).flatMap((left) => {
        const checker = book.program.getTypeChecker();
        const type = checker.getTypeAtLocation(left.expression);
        const nothing = ts.TypeFlags.Void | ts.TypeFlags.Undefined | ts.TypeFlags.Never;
        if (type.flags & nothing) return [];
        const text = `leaves a value of type ${checker.typeToString(type)} behind, which would be shown: ` +
          "keep it in a const, or show it with say, table or figure";
        return [problemAt(book, left, text)];
      })
    )
  );

/**
 * The expressions whose value these statements may leave (ECMAScript's completion value): declarations leave what was
 * left before them, everything else leaves its own.
 */
function valuesOf(statements: readonly TypeScript.Statement[]): TypeScript.ExpressionStatement[] {
  const last = statements.findLast((statement) => !isDeclaration(statement));
  if (last === undefined) return [];
  if (ts.isExpressionStatement(last)) return [last];
  if (ts.isBlock(last)) return valuesOf(last.statements);
  if (ts.isIfStatement(last)) {
    return [last.thenStatement, last.elseStatement].flatMap((way) => way ? valuesOf([way]) : []);
  }
  return ts.isIterationStatement(last, false) ? valuesOf([last.statement]) : [];
}

function isDeclaration(statement: TypeScript.Statement): boolean {
  return ts.isVariableStatement(statement) || ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement) || ts.isImportDeclaration(statement) ||
    ts.isExportDeclaration(statement);
}
