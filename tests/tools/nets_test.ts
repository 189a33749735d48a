import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { expect } from "expect";
import { engine } from "nnr";
import { glyph36 } from "nnr/data";
import { readNet } from "../../tools/evaluate/net.ts";
import { hashAfterHundredSteps } from "../../tools/nets.ts";
import { netFile, readNetRecords, sha256 } from "../../tools/nets/embedded.ts";
import { recipes } from "../../tools/nets/recipe.ts";
import { confusionOf, correctOf, temperatureOf } from "../../tools/nets/score.ts";

/** Nets are made in fused arithmetic: another rounds otherwise, and ends elsewhere. */
const fused = { skip: engine().arithmetic === "fused" ? false as const : "the arithmetic is plain" };

for (const name of Object.keys(recipes)) {
  const record = readNetRecords()[name]!;

  describe(`the embedded net ${name}`, () => {
    it("is the file that the record tells of, below a megabyte", () => {
      const bytes = readFileSync(netFile(name));
      expect(sha256(bytes)).toBe(record.sha256);
      expect(bytes.length).toBeLessThan(1e6);
    });

    it("reads as many of Glyph36's validation images as the record says", fused, () => {
      const set = glyph36("valid");
      expect(set.length).toBe(record.total);
      expect(correctOf(confusionOf(readNet(name, ""), set))).toBe(record.correct);
    });

    it("has the temperature for which those are read with honest confidence", fused, () => {
      expect(temperatureOf(readNet(name, ""), glyph36("valid"))).toBe(record.temperature);
    });

    it("is made again to the same bits, as far as a hundred steps tell", fused, () => {
      expect(hashAfterHundredSteps(name)).toBe(record.sha256AfterHundredSteps);
    });
  });
}
