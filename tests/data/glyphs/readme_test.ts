import { expect } from "expect";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { type InkStatistics, inkStatistics } from "nnr";
import { type Dataset, findData, glyph36, nist26, readRecord } from "nnr/data";
import { root } from "../../../tools/paths.ts";
import { inEmptyProject } from "./in_empty_project.ts";

/** The cells of each row of data/README.md that is part of a table, by the first. */
const rows = new Map(
  readFileSync(join(root, "data", "README.md"), "utf8").split("\n").filter((line) => line.startsWith("|")).map(
    (line) => {
      const [first, ...others] = line.split("|").slice(1, -1).map((cell) => cell.trim());
      return [first!, others];
    },
  ),
);

const names: Readonly<Record<keyof InkStatistics, string>> = {
  meanInk: "mean ink",
  grey: "grey pixels",
  width: "width of the ink",
  height: "height of the ink",
  longerSide: "longer side",
  thickest: "thickest place",
};

/** What a column tells of the ink of a set's letters. */
function told(column: number, set: Dataset): void {
  const letters = Array.from(set.labels.keys()).filter((i) => set.labels[i]! < 26);
  const found = inkStatistics(set.batch(letters).x);
  for (const [key, name] of Object.entries(names)) {
    const value = found[key as keyof InkStatistics];
    const cell = rows.get(name)?.[column];
    expect([name, cell]).toEqual([name, value < 1 ? value.toFixed(3) : String(Math.round(value * 10) / 10)]);
  }
}

describe("data/README.md", () => {
  it("tells Glyph36's ink as it is", () => inEmptyProject(() => told(0, glyph36("test"))));

  it(
    "tells NIST26's ink as it is",
    { skip: !findData("nist26/nist26_valid.mat") },
    () => told(1, nist26("valid")),
  );

  it("tells the records' accuracies, mean and range", () => {
    const columns = ["nist26", "nist26-cnn"].map((name) => readRecord(name).measured);
    for (const what of Object.keys(columns[0]!)) {
      expect([what, ...rows.get(what) ?? []]).toEqual([what, ...columns.map((measured) => range(measured[what]!))]);
    }
  });
});

/** Mean (least – most), in percent. */
function range(values: readonly number[]): string {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const [first, least, most] = [mean, Math.min(...values), Math.max(...values)].map((share) =>
    (100 * share).toFixed(1)
  );
  return `${first} % (${least} – ${most})`;
}
