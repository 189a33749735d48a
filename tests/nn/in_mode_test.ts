import { expect } from "expect";
import { describe, it } from "node:test";
import { ActivationLayer } from "nnr";
import { inMode } from "../../lib/nn/mod.ts";
import { runInNode } from "../kernels/node_script.ts";

describe("inMode()", () => {
  it("puts back the mode when its function ends, and when it throws, one call inside another", () => {
    const model = new ActivationLayer("relu");
    const modes: boolean[] = [];
    const note = (): unknown => modes.push(model.training);
    inMode(model, true, () => {
      expect(() => inMode(model, false, () => [note(), fail()])).toThrow("on purpose");
      note();
    });
    note();
    expect(modes).toEqual([false, true, false]);
  });

  it("does so after an interrupt too, once the event loop turns", () => {
    // Node's vm ends a script as an interrupt of a notebook does: at once, wherever it is, without any finally.
    const script = `
      import vm from "node:vm";
      import { ActivationLayer, inMode } from "../../lib/nn/mod.ts";
      const model = new ActivationLayer("relu");
      globalThis.forever = () => inMode(model, true, () => inMode(model, false, () => { for (;;); }));
      try { vm.runInThisContext("forever()", { timeout: 20 }); }
      catch (error) { if (error.code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error; }
      model.train(true);
      await null;
      const interrupted = model.training;
      console.log(interrupted, inMode(model, true, () => model.training), model.training);
    `;
    expect(runInNode(script)).toBe("false true false");
  });
});

function fail(): never {
  throw new Error("on purpose");
}
