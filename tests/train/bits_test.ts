import { expect } from "expect";
import { describe, it } from "node:test";
import { runInNode } from "../kernels/node_script.ts";
import { digests } from "./digest.ts";

describe("a hundred training steps", () => {
  it("end in the same bits in Deno and Node, on 1, 2 and 3 threads", () => {
    const one = digests(1);
    expect(new Set(one).size).toBe(3);
    expect([digests(2), digests(3)]).toEqual([one, one]);
    const script = `
      import { digests } from "../train/digest.ts";
      console.log(JSON.stringify([1, 2, 3].map(digests)));
    `;
    expect(JSON.parse(runInNode(script))).toEqual([one, one, one]);
  });
});
