import { expect } from "expect";
import { it } from "node:test";
import { documentProblems } from "../../tools/check/documents.ts";

it("a document's links lead somewhere, and its tasks exist", () => {
  const text =
    "[a](deno.json), [b](https://example.org), [c](#d)\n[e](nowhere.md#f)\n`npx -y deno@2.8.1 task fly`, deno task run";
  expect(documentProblems("README.md", text, ["run"])).toEqual([
    { file: "README.md", line: 2, text: "links to nowhere.md, which is not there" },
    { file: "README.md", line: 3, text: "names the task fly, which deno.json does not have" },
  ]);
});
