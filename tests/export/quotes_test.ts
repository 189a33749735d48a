import { expect } from "expect";
import { describe, it } from "node:test";
import { curlQuotes } from "../../export/read/typography.ts";

const curled: Readonly<Record<string, string>> = {
  'the layer\'s "best" net': "the layer’s “best” net",
  '"*all*" and *"all"*, ("some")': "“*all*” and *“all”*, (“some”)",
  "the units' 'symmetry'": "the units’ ‘symmetry’",
  '<a id="x"></a>[a "link"](b "title")': '<a id="x"></a>[a “link”](b "title")',
};

describe("curlQuotes()", () => {
  for (const [straight, set] of Object.entries(curled)) {
    it(`sets ${straight}`, () => expect(curlQuotes(straight)).toBe(set));
  }
});
