import { nodesBelow, problemAt, type Rule } from "../books.ts";
import { ts } from "../typescript.ts";

const instead: Readonly<Record<string, string>> = {
  Deno: "tslab has no Deno: use what nnr gives",
  require: "Deno's kernel has no require: use import",
  console: "its text overtakes displays: use say, table or show",
};

/** Cells use neither what one kernel lacks nor what puts outputs out of order. */
export const words: Rule = (books) =>
  books.flatMap((book) =>
    [...nodesBelow(book.source)].flatMap((node) => {
      if (!ts.isIdentifier(node) || !Object.hasOwn(instead, node.text)) return [];
      // A property may have such a name; `globalThis.Deno` may not be reached by it.
      const { parent } = node;
      if (
        ts.isPropertyAccessExpression(parent) && parent.name === node &&
        !/^globalThis$/.test(parent.expression.getText())
      ) return [];
      if (ts.isPropertyAssignment(parent) && parent.name === node) return [];
      return [problemAt(book, node, `uses ${node.text}: ${instead[node.text]}`)];
    })
  );
