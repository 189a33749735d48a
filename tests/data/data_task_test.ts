import { expect } from "expect";
import { join } from "node:path";
import { describe, it } from "node:test";
import { type Dataset, emnistDigits, mnist, nist26, nist36 } from "nnr/data";
import { listing } from "../../tools/data.ts";
import { withFiles } from "./with_files.ts";

describe("deno task data", () => {
  it("names every file that a reader asks for", () =>
    withFiles({}, () => {
      const readers: (() => Dataset)[] = [
        ...(["train", "valid", "test"] as const).flatMap((split) => [() => nist26(split), () => nist36(split)]),
        ...(["train", "test"] as const).flatMap((split) => [() => mnist(split), () => emnistDigits(split)]),
      ];
      for (const read of readers) {
        let message = "";
        try {
          read();
        } catch (error) {
          message = (error as Error).message;
        }
        const [, file] = /there is no (\S+)/.exec(message) ?? [];
        expect(listing()).toContain(`absent: ${file}`);
      }
    }));

  it("tells where present files are, compressed or not", () => {
    const file = new Uint8Array(1);
    withFiles({ "mnist/train-images-idx3-ubyte.gz": file, "mnist/train-labels-idx1-ubyte": file }, (folder) => {
      const text = listing();
      expect(text).toContain(`Data folder: ${folder} (NNR_DATA)`);
      expect(text).toContain(`present: ${join(folder, "mnist/train-images-idx3-ubyte.gz")}`);
      expect(text).toContain(`present: ${join(folder, "mnist/train-labels-idx1-ubyte")}\n`);
      expect(text).toContain("absent: mnist/t10k-images-idx3-ubyte or the same with .gz");
    });
  });
});
