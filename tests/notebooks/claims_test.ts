import { expect } from "expect";
import { describe, it } from "node:test";
import { notebookNames } from "../../tools/notebook.ts";
import { claimsOf } from "./claims_of.ts";

const names = await notebookNames();

describe("the claims of each notebook, at the budget quick", () => {
  for (const name of names) {
    it(name, async (t) => {
      const { claims, failure } = await claimsOf(name);
      for (const { id, statement, measured, bound, holds } of claims) {
        const skip = holds === undefined && "not judged at the budget quick";
        await t.test(`${id}: ${statement}`, { skip }, () => {
          const words = `measured ${measured}, must be ${JSON.stringify(bound)}`;
          if (!holds) throw new Error(words);
        });
      }
      if (failure) throw failure;
      expect(claims.length).toBeGreaterThan(0);
    });
  }
});
