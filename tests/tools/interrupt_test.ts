import { expect } from "expect";
import { describe, it } from "node:test";
import { type Executed, Kernel } from "./kernel.ts";

describe("an interrupt of a long computation", () => {
  for (const name of ["deno", "tslab"]) {
    it(`stops it under ${name}, whose progress is live and whose state survives`, async () => {
      await using kernel = new Kernel(name);
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
      // tslab drops the cells that reach it within 200 ms of a failure: ask until one is run.
      let after: Executed;
      do after = await kernel.execute("say`at step ${step > 1e5 ? 'late' : 'none'}`;"); while (
        after.texts.length === 0 && after.error === undefined
      );
      expect(after).toEqual({ texts: ["at step late"], error: undefined });
    });
  }
});
