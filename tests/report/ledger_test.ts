import { expect } from "expect";
import { describe, it } from "node:test";
import { type Claim, claim, collectClaims, figure, ledger, progress, say, table } from "nnr/report";
import { displaysOf, shownBy } from "./displays.ts";
import { withBudget } from "./with_budget.ts";

const cells = (run: () => void) => (): Promise<void> => Promise.resolve(run());

describe("collectClaims()", () => {
  it("gives the claims in order, those that do not hold and those not judged among them, and shows nothing", async () => {
    let claims: readonly Claim[] = [];
    const displays = await displaysOf(async () => {
      claims = await collectClaims(cells(() =>
        withBudget("quick", () => {
          claim("one", "it holds", 1, { equals: 1 });
          claim("two", "it does not", 2, { below: 1 });
          claim("three", "it is not judged", 3, { below: 1 }, { from: "full" });
          say`Nothing of ${3}.`;
          table("t", "Nothing.", ["a"], [[1]]);
          figure("f", "Nothing.", { svg: "<svg/>", width: 1, height: 1, alt: "" });
          const line = progress();
          line.tell("nothing");
          line.done("nothing");
          ledger();
        })
      ));
    });
    expect(displays).toEqual([]);
    expect(claims).toEqual([
      { id: "one", statement: "it holds", measured: 1, bound: { equals: 1 }, holds: true },
      { id: "two", statement: "it does not", measured: 2, bound: { below: 1 }, holds: false },
      { id: "three", statement: "it is not judged", measured: 3, bound: { below: 1 }, holds: undefined },
    ]);
  });

  it("begins with none each time", async () => {
    await collectClaims(cells(() => claim("one", "it holds", 1, { equals: 1 })));
    expect((await collectClaims(cells(() => claim("two", "it holds", 1, { equals: 1 })))).map(({ id }) => id))
      .toEqual(["two"]);
  });

  it("passes on what a cell throws, with the claims made until then", async () => {
    const failure = new TypeError("a cell broke");
    const collected = collectClaims(cells(() => {
      claim("one", "it holds", 1, { equals: 1 });
      throw failure;
    }));
    await expect(collected).rejects.toBe(failure);
    expect((failure as { claims?: readonly Claim[] }).claims?.map(({ id }) => id)).toEqual(["one"]);
    await expect(collectClaims(() => Promise.reject("words"))).rejects.toThrow(new Error("words"));
  });

  it("refuses an id that comes twice: the second would hide the first", async () => {
    const twice = collectClaims(cells(() => {
      claim("same", "it does not hold", 2, { equals: 1 });
      claim("same", "it holds", 1, { equals: 1 });
    }));
    await expect(twice).rejects.toThrow(
      new RangeError("Cannot make the claim same twice: each needs an id of its own"),
    );
  });

  it("leaves claims that do not hold to throw again afterwards", async () => {
    await collectClaims(cells(() => claim("one", "it holds", 2, { equals: 1 })));
    expect(() => claim("two", "it holds", 2, { equals: 1 })).toThrow("Claim two does not hold");
  });
});

describe("ledger()", () => {
  it("shows every claim once, also when its cell was run again or failed, and says how many displays there were", async () => {
    await collectClaims(cells(() => {}));
    const displays = await displaysOf(() =>
      withBudget("quick", () => {
        claim("sum", "it holds", 0.1 + 0.2, { between: [0.3, 0.4] });
        expect(() => claim("failed", "it does not", 2, { below: 1 })).toThrow();
        claim("late", "it is not judged", 0.5, { atLeast: 0.75 }, { from: "full" });
        claim("sum", "it holds still", 0.1 + 0.2, { between: [0.3, 0.4] });
        ledger();
      })
    );
    const { data, metadata } = displays.at(-1)!;
    expect(data["text/markdown"]).toBe([
      "**Ledger.** 1 of 3 claims hold; **1 do not**; 1 are not judged at this budget.",
      "",
      "|   | claim | measured | must be |",
      "| :--- | :--- | ---: | :--- |",
      "| ✓ | [sum](#claim-sum) | 0.3 | between 0.3 and 0.4 |",
      "| ✗ | [failed](#claim-failed) | 2 | below 1 |",
      "| ○ | [late](#claim-late) | 0.5 | at least 0.75 |",
    ].join("\n"));
    // To the last bit, for the comparison of two kernels.
    expect((metadata.nnr?.ledger as readonly Claim[])[0]?.measured).toBe(0.1 + 0.2);
    expect(metadata.nnr?.displays).toBe(metadata.nnr?.display);
  });

  it("says no more than needed where all claims hold", async () => {
    await collectClaims(cells(() => {}));
    expect(await shownBy(ledger)).toContain("**Ledger.** 0 of 0 claims hold.\n");
  });
});
