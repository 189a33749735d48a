import type * as TypeScript from "typescript";
import { type Book, cellStatements, nodesBelow, problemAt, type Rule } from "../books.ts";
import type { Problem } from "../problem.ts";
import { ts } from "../typescript.ts";

/**
 * A name is declared once in a notebook, and before any cell uses it. `{ x }` does not stand for a variable of an earlier
 * cell, and `{ x: y }` does not take apart what has its `x` from one: tslab writes `exports.x` for what earlier cells
 * declare, in these places too.
 */
export const names: Rule = (books) => books.flatMap((book) => [...namesOf(book), ...earlyUses(book)]);

/** The uses of a name in a cell before the one that declares it: Deno's kernel allows them in functions, tslab does not. */
function earlyUses(book: Book): Problem[] {
  const checker = book.program.getTypeChecker();
  const cells = cellStatements(book);
  const declaredIn = new Map<TypeScript.Symbol, number>();
  for (const { cell, statements } of cells) {
    for (const symbol of statements.flatMap(declaredBy).map((name) => checker.getSymbolAtLocation(name)!)) {
      if (!declaredIn.has(symbol)) declaredIn.set(symbol, cell);
    }
  }
  return cells.flatMap(({ cell, statements }) =>
    statements.flatMap((statement) => [...nodesBelow(statement)]).flatMap((node) => {
      if (!ts.isIdentifier(node)) return [];
      const symbol = checker.getSymbolAtLocation(node);
      const later = symbol && declaredIn.get(symbol);
      if (later === undefined || later <= cell) return [];
      return [problemAt(book, node, `uses ${node.text}, which cell ${later} declares: tslab does not know it yet`)];
    })
  );
}

function namesOf(book: Book): Problem[] {
  const problems: Problem[] = [];
  const declared = new Map<string, number>();
  for (const { cell, statements } of cellStatements(book)) {
    for (const name of statements.flatMap(declaredBy)) {
      const before = declared.get(name.text);
      if (before === undefined) declared.set(name.text, cell);
      else problems.push(problemAt(book, name, `declares ${name.text}, which cell ${before} has declared`));
    }
    for (const node of statements.flatMap((statement) => [...nodesBelow(statement)])) {
      if (ts.isShorthandPropertyAssignment(node)) {
        const symbol = book.program.getTypeChecker().getShorthandAssignmentValueSymbol(node);
        const from = declared.get(node.name.text);
        if (from === undefined || from === cell || !symbol?.declarations?.some(isTopLevel)) continue;
        const text =
          `{ ${node.name.text} } throws in tslab, as cell ${from} declares it: write ${node.name.text}: ${node.name.text}`;
        problems.push(problemAt(book, node, text));
      } else if (ts.isBindingElement(node) && node.propertyName && ts.isIdentifier(node.propertyName)) {
        const { text: name } = node.propertyName;
        const symbol = book.program.getTypeChecker().getSymbolAtLocation(node.propertyName);
        const here = symbol?.declarations?.find((declaration) => declaration.getSourceFile() === book.source);
        const from = here && problemAt(book, here, "").cell;
        if (from === undefined || from === cell) continue;
        const text = `{ ${name}: … } throws in tslab, as cell ${from} declares ${name}: write .${name}`;
        problems.push(problemAt(book, node, text));
      }
    }
  }
  return problems;
}

/** The names that a statement declares for the cells after it. */
function declaredBy(statement: TypeScript.Statement): TypeScript.Identifier[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => boundBy(name));
  }
  if (ts.isImportDeclaration(statement)) {
    const bindings = statement.importClause?.namedBindings;
    const named = !bindings
      ? []
      : ts.isNamedImports(bindings)
      ? bindings.elements.map(({ name }) => name)
      : [bindings.name];
    return [...statement.importClause?.name ? [statement.importClause.name] : [], ...named];
  }
  const declares = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement) || ts.isEnumDeclaration(statement);
  return declares && statement.name ? [statement.name] : [];
}

/** The names in a pattern, `[a, { b }]`. */
function boundBy(name: TypeScript.BindingName): TypeScript.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) => ts.isBindingElement(element) ? boundBy(element.name) : []);
}

/** Whether a declaration stands outside every function and block. */
function isTopLevel(declaration: TypeScript.Declaration): boolean {
  for (let node: TypeScript.Node = declaration.parent; node; node = node.parent) {
    if (ts.isSourceFile(node)) return true;
    if (ts.isBlock(node) || ts.isFunctionLike(node) || ts.isModuleBlock(node)) return false;
    if (ts.isForStatement(node) || ts.isForOfStatement(node) || ts.isForInStatement(node)) return false;
  }
  return false;
}
