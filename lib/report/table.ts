import { measuredText } from "./bound.ts";
import { numbered } from "./numbering.ts";
import { show } from "./show.ts";

/** A cell of a table: numbers are written to three significant digits, strings are Markdown. */
export type Cell = number | string;

/** A number as `numberText` and `percent` write it. */
const NUMBER = /^−?(∞|[\d.\u202f]+( × 10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?( %)?)$|^NaN$/;

/**
 * Shows a table with a numbered caption. Columns whose cells below the head all begin with a number stand right.
 *
 * @throws {RangeError} when a row is not as long as the head.
 */
export function table(id: string, caption: string, head: readonly string[], rows: readonly (readonly Cell[])[]): void {
  rows.forEach((row, i) => {
    if (row.length !== head.length) {
      throw new RangeError(`Cannot show table ${id}: row ${i} has ${row.length} cells, its head has ${head.length}`);
    }
  });
  const line = (cells: readonly Cell[]): string =>
    `| ${cells.map((c) => measuredText(c).replaceAll("|", "\\|")).join(" | ")} |`;
  const numeric = head.map((_, i) => rows.length > 0 && rows.every((row) => NUMBER.test(measuredText(row[i]!))));
  const rule = `| ${numeric.map((right) => right ? "---:" : ":---").join(" | ")} |`;
  const title = `<a id="table-${id}"></a>**${numbered("Table", id)}.** ${caption}`;
  const grid = [line(head), rule, ...rows.map(line)].join("\n");
  show({ "text/markdown": `${title}\n\n${grid}`, "text/plain": `${caption}\n${grid}` }, { table: id });
}
