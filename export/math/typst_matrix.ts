/** Rows and columns of a formula, as Typst writes them. */
import type { Element } from "../read/dom.ts";

/** KaTeX's line between rows or columns. */
type Rule = "none" | "solid" | "dashed";

/**
 * A table of MathML: `aligned` and its like by points of alignment, all else by `mat`.
 *
 * `alone` says that it is the whole formula, whose lines are then its rows.
 */
export function matrix(
  node: Element,
  convert: (cell: Element) => string,
  { alone = false }: { alone?: boolean } = {},
): string {
  const rows = [...node.children].map((row) => [...row.children]);
  const aligns = list(node, "columnalign");
  const gaps = list(node, "columnspacing");
  const displayed = rows[0]?.[0]?.children[0]?.getAttribute("displaystyle") === "true";
  if (displayed) {
    const lines = rows.map((cells) => cells.map((cell, i) => point(i, gaps) + content(cell, convert)).join(""));
    return alone ? lines.join("\\ ") : `mat(delim:#none,row-gap:#0.6em,${lines.join(";")})`;
  }
  const align = new Set(aligns).size < 2 ? aligns[0] ?? "center" : undefined;
  if (align === undefined) throw new SyntaxError("print has one alignment for all columns of an array: use aligned");
  const options = [
    "delim:#none",
    `align:#${align}`,
    `column-gap:#${gaps[0] ?? "1em"}`,
    ...augment(list(node, "columnlines") as Rule[], list(node, "rowlines") as Rule[]),
  ];
  return `mat(${options.join(",")},${rows.map((cells) => cells.map((c) => content(c, convert)).join(",")).join(";")})`;
}

/** The point of alignment before column i: columns stand right and left in turn. */
function point(i: number, gaps: readonly string[]): string {
  if (i === 0) return "";
  const gap = gaps[i - 1] ?? "0em";
  return parseFloat(gap) === 0 ? "&" : `#h(${gap});&`;
}

/** A cell with its style; an empty one is still a cell. */
function content(cell: Element, convert: (cell: Element) => string): string {
  const inside = cell.children[0];
  return inside && inside.textContent !== "" ? convert(inside) : '""';
}

/** The lines between columns and rows. */
function augment(columns: readonly Rule[], rows: readonly Rule[]): string[] {
  const places = (rules: readonly Rule[]): string => {
    if (rules.includes("dashed")) throw new SyntaxError("print has no dashed line in an array");
    return `(${rules.flatMap((rule, i) => rule === "solid" ? [`${i + 1},`] : []).join("")})`;
  };
  if (columns.length + rows.length === 0) return [];
  return [`augment:#(vline:${places(columns)},hline:${places(rows)},stroke:0.5pt)`];
}

function list(node: Element, name: string): string[] {
  return node.getAttribute(name)?.split(" ") ?? [];
}
