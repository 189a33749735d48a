import { expect } from "expect";
import { describe, it } from "node:test";
import { typeset } from "../../export/read/typography.ts";

const curled: Readonly<Record<string, string>> = {
  'the layer\'s "best" net': "the layer’s “best” net",
  '"*all*" and *"all"*, ("some")': "“*all*” and *“all”*, (“some”)",
  "the units' 'symmetry'": "the units’ ‘symmetry’",
  '<a id="x"></a>[a "link"](b "title")': '<a id="x"></a>[a “link”](b "title")',
  "7.1 %, 2 × 10⁻⁹ and 2 × 3": "7.1\u00a0%, 2\u00a0×\u00a010⁻⁹ and 2 × 3",
};

describe("typeset()", () => {
  for (const [straight, set] of Object.entries(curled)) {
    it(`sets ${straight}`, () => expect(typeset(straight)).toBe(set));
  }
});
