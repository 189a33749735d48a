import { expect } from "expect";
import { afterEach, beforeEach, describe, it, mock } from "node:test";
import { listing } from "nnr/report";

describe("listing()", () => {
  const shown: string[] = [];
  // Without a kernel a display is printed.
  beforeEach(() => mock.method(console, "log", (text: string) => shown.push(text)));
  afterEach(() => {
    mock.restoreAll();
    shown.length = 0;
  });

  it("shows a declaration with the comment above it up to its first tag", () => {
    listing("lib/errors/shape_text.ts", "shapeText");
    expect(shown).toEqual([[
      "`lib/errors/shape_text.ts`",
      "",
      "```ts",
      "/** A shape as error messages write it. */",
      "export function shapeText(shape: readonly number[]): string {",
      '  return `[${shape.join(",")}]`;',
      "}",
      "```",
    ].join("\n")]);
  });

  it("shows several, also private ones, and ends each at its own end", () => {
    listing("lib/scratch/gradient_check.ts", "gradientCheck", "centralDifference");
    const code = shown[0]!;
    expect(code).toContain("export function gradientCheck(\n");
    expect(code).toContain("\n}\n\n/** (J(θ + ε)");
    expect(code).toMatch(/\n {2}return \(ahead - behind\) \/ \(2 \* epsilon\);\n}\n```$/);
  });

  it("refuses a name that the file does not declare", () => {
    expect(() => listing("lib/errors/mod.ts", "nothing"))
      .toThrow("Cannot show nothing: lib/errors/mod.ts declares nothing of that name");
  });
});
