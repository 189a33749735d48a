import { cellStatements, problemAt, type Rule } from "../books.ts";
import { ts } from "../typescript.ts";

/** A cell leaves no value behind: Deno's kernel shows it where tslab prints it, and neither counts it as a display. */
export const lastStatement: Rule = (books) =>
  books.flatMap((book) =>
    cellStatements(book).flatMap(({ statements }) => {
      const last = statements.at(-1);
      if (!last || !ts.isExpressionStatement(last)) return [];
      const type = book.program.getTypeChecker().getTypeAtLocation(last.expression);
      const nothing = ts.TypeFlags.Void | ts.TypeFlags.Undefined | ts.TypeFlags.Never;
      if (type.flags & nothing) return [];
      const name = book.program.getTypeChecker().typeToString(type);
      return [problemAt(book, last, `ends with an expression of type ${name}: show it with say, table or figure`)];
    })
  );
