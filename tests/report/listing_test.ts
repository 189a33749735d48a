import { expect } from "expect";
import { describe, it } from "node:test";
import { listing } from "nnr/report";
import { shownBy } from "./displays.ts";

describe("listing()", () => {
  it("shows a declaration with the comment above it, without its tags", async () => {
    expect(await shownBy(() => listing("lib/errors/shape_text.ts", "shapeText"))).toBe([
      "`lib/errors/shape_text.ts`",
      "",
      "```ts",
      "/** A shape as error messages write it. */",
      "export function shapeText(shape: readonly number[]): string {",
      '  return `[${shape.join(",")}]`;',
      "}",
      "```",
    ].join("\n"));
  });

  it("shows several, also private ones, and ends each at its own end", async () => {
    const code = await shownBy(() => {
      listing("lib/scratch/gradient_check.ts", "gradientCheck", "centralDifference");
    });
    expect(code).toContain("export function gradientCheck(\n");
    expect(code).toContain("\n}\n\n/** (J(θ + ε)");
    expect(code).toMatch(/\n {2}return \(ahead - behind\) \/ \(2 \* epsilon\);\n}\n```$/);
  });

  it("refuses a name that the file does not declare", () => {
    expect(() => listing("lib/errors/mod.ts", "nothing"))
      .toThrow("Cannot show nothing: lib/errors/mod.ts declares nothing of that name");
  });
});
