import { describe, it } from "node:test";
import { expect } from "expect";
import { photoRun, realFiles } from "../../tools/read/experiment.ts";
import { needs } from "../data/with_files.ts";

const causes = ["refused", "turned", "merged", "split", "missed", "misread"];

describe("photoRun()", () => {
  it("tells of every letter whether it was read, and of every rate what it comes from", needs(...realFiles), () => {
    const { measured, tables } = photoRun(3, () => {}, { written: 3, textless: 1, pages: 0, large: false });
    const { photos, real, textless, bins } = tables;
    expect([photos, real, textless].map((rows) => rows!.length)).toEqual([3, 2, 1]);
    for (const reader of ["cnn without context", "cnn with context", "fc without context", "fc with context"]) {
      const sum = (name: string): number => photos!.reduce((total, row) => total + Number(row[name]), 0);
      const of = (name: string): number => sum(`${reader}, ${name}`);
      const lost = causes.slice(0, -1).reduce((total, cause) => total + of(cause), 0);
      expect(of("matched") + lost).toBe(sum("letters"));
      expect(of("misread")).toBeLessThanOrEqual(of("matched"));
      const told = (name: string): number => measured[`synthetic photos, ${reader}: ${name}`]!;
      expect(told("character error rate")).toBe(sum(reader) / sum("characters"));
      expect(told("detection recall")).toBe(of("matched") / sum("letters"));
      const answers = bins!.filter((bin) => bin.reader === reader).reduce(
        (total, { count }) => total + Number(count),
        0,
      );
      expect(answers).toBe(of("matched"));
    }
  });
});
