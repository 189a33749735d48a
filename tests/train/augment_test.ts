import { describe, it } from "node:test";
import { expect } from "expect";
import { fit, type FitOptions } from "nnr";
import { runInNode } from "../kernels/node_script.ts";
import { bits, examples, trained, training } from "./augmented.ts";

describe("fit() with augmentation", () => {
  it("ends in the same bits in Deno and Node, on 1, 2 and 3 threads", () => {
    const one = trained(1);
    expect([trained(2), trained(3)]).toEqual([one, one]);
    const script = `
      import { trained } from "../train/augmented.ts";
      console.log([1, 2, 3].map((threads) => trained(threads)).join("\\n"));
    `;
    expect(runInNode(script).split("\n")).toEqual([one, one, one]);
  });

  it("goes on from a checkpoint to the same bits", () => {
    const whole = training();
    let checkpoint: Uint8Array | undefined;
    const onEvent: FitOptions["onEvent"] = (event) => {
      if (event.kind === "epoch" && event.record.epoch === 2) checkpoint = event.checkpoint();
    };
    fit(whole.net, examples(), { ...whole.options, onEvent });
    const resumed = training();
    fit(resumed.net, examples(), { ...resumed.options, resume: checkpoint! });
    expect(bits(resumed.net)).toBe(bits(whole.net));
  });

  it("shows training another image of every row in each epoch, and validation none", () => {
    const { net, options } = training();
    const set = examples();
    const faces: string[] = [];
    const augment: FitOptions["augment"] = (x, rngs) => {
      const changed = options.augment!(x, rngs);
      faces.push(...(changed.toArray() as number[][]).map((image) => JSON.stringify(image)));
      return changed;
    };
    fit(net, set, { ...options, augment, validation: set });
    expect(faces.length).toBe(4 * 50);
    expect(new Set(faces).size).toBe(4 * 50);
  });
});
