import { expect } from "expect";
import { describe, it } from "node:test";
import { Kernel } from "./kernel.ts";

describe("an interrupt of a long computation", () => {
  for (const name of ["deno", "tslab"]) {
    it(`stops it under ${name}, whose progress is live and whose state survives`, async () => {
      await using kernel = await Kernel.start(name);
      await kernel.execute('import { progress, say } from "nnr/report";');
      await kernel.execute("let step = 0;");
      const texts: string[] = [];
      // Without the interrupt it would never end.
      await kernel.execute(
        "const bar = progress();\nfor (step = 1; ; step++) {\n  if (step % 1e5 === 0) bar.tell(`step ${step}`);\n}",
        (text) => {
          texts.push(text);
          if (texts.length === 2) void kernel.interrupt();
        },
      );
      expect(texts[0]).toBe("step 100000");
      const after = await kernel.execute("say`at step ${step > 1e5 ? 'late' : 'none'}`;");
      expect(after).toEqual({ texts: ["at step late"], error: undefined });
    });
  }
});
