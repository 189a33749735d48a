import { expect } from "expect";
import { describe, it } from "node:test";
import { notebookNames } from "../../tools/notebook.ts";
import { claimsOf } from "./claims_of.ts";
import { inLanes } from "./in_lanes.ts";

const names = await notebookNames();
const collected = inLanes(names, claimsOf);

describe("the claims of each notebook, at the budget quick", () => {
  for (const name of names) {
    it(name, async (t) => {
      const { claims, failure } = await collected.get(name)!;
      for (const { id, statement, measured, bound, holds } of claims) {
        const skip = holds === undefined && "not judged at the budget quick";
        await t.test(`${id}: ${statement}`, { skip }, () => {
          if (!holds) throw new Error(`measured ${measured}, must be ${JSON.stringify(bound)}`);
        });
      }
      if (failure !== undefined) throw new Error(failure);
      expect(claims.length).toBeGreaterThan(0);
    });
  }
});
