import { expect } from "expect";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { findLetters } from "nnr";
import { dataFolder, readImage } from "nnr/data";
import { needs } from "../data/with_files.ts";

describe("findLetters() on the course's photos", () => {
  for (const name of ["02_letters", "04_deep"]) {
    const files = [`ocr/${name}.jpg`, `ocr/${name}.txt`];
    it(`finds every letter, word and line of ${name}, none merged or split`, needs(...files), () => {
      const [photo, text] = files.map((file) => join(dataFolder(), file));
      const { lines } = findLetters(readImage(photo!));
      const found = lines.map(({ letters }) => letters.map(({ spaced }) => spaced ? " x" : "x").join(""));
      expect(found).toEqual(
        readFileSync(text!, "utf8").trim().split("\n").map((line) => line.trim().replace(/[^ ]/g, "x")),
      );
    });
  }
});
