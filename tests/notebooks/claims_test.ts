import { expect } from "expect";
import { describe, it } from "node:test";
import { notebookNames } from "../../tools/notebook.ts";
import { claimsOf, type Collected } from "./claims_of.ts";

const names = await notebookNames();

/** Two notebooks run at a time, and the tests wait for theirs. */
const collected = new Map<string, Promise<Collected>>();
const lanes: Promise<unknown>[] = [Promise.resolve(), Promise.resolve()];
for (const [i, name] of names.entries()) {
  const claims = lanes[i % 2]!.then(() => claimsOf(name));
  lanes[i % 2] = claims;
  collected.set(name, claims);
}

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
