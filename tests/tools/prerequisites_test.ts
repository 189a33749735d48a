import { expect } from "expect";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { program } from "../../tools/paths.ts";
import { bareCopy, type Ran, runIn } from "./bare_copy.ts";

const folder = await Deno.makeTempDir({ prefix: "nnr-prerequisites-" });
const copy = join(folder, "a copy");
const skip = Deno.build.os === "windows" && "the programs that are faked here are shell scripts";

/** Sets the copy up with nothing but programs that say what they are told to: `name` → shell commands. */
async function setUpWith(programs: Readonly<Record<string, string>>): Promise<Ran> {
  const path = await Deno.makeTempDir({ dir: folder });
  for (const [name, commands] of Object.entries(programs)) {
    await Deno.writeTextFile(join(path, name), `#!/bin/sh\n${commands}\n`, { mode: 0o755 });
  }
  return await runIn(copy, program("deno"), ["run", "-A", "tools/setup.ts"], { PATH: path, HOME: folder });
}

describe("set-up without what it needs", { skip }, () => {
  before(() => bareCopy(copy));
  after(() => Deno.remove(folder, { recursive: true }));

  const python = (version: string, venv = "exit 0"): string =>
    `if [ "$2" = venv ]; then ${venv}; else echo /fake/python3; echo ${version}; fi`;
  const node = (version: string): string => `echo /fake/node; echo ${version}`;
  const both = "install it, or set NNR_PYTHON to the program to use";
  const cases: Readonly<Record<string, [Readonly<Record<string, string>>, string]>> = {
    "no Python": [
      { node: node("22.12.0") },
      `Python 3.10 or later is needed, but no python3 was found: ${both}`,
    ],
    "a Python that is too old": [
      { node: node("22.12.0"), python3: python("3.9.18") },
      `Python 3.10 or later is needed, but /fake/python3 is 3.9.18: ${both}`,
    ],
    "no Node": [
      { python3: python("3.10.0") },
      "Node 20.19, 22.12 or later is needed, but no node was found: install it from nodejs.org or your system's packages",
    ],
    "a Node that is too old": [
      { python3: python("3.10.0"), node: node("22.11.0") },
      "Node 20.19, 22.12 or later is needed, but /fake/node is 22.11.0: install a newer one",
    ],
    "a Node that is between": [
      { python3: python("3.10.0"), node: node("21.7.3") },
      "Node 20.19, 22.12 or later is needed, but /fake/node is 21.7.3: install a newer one",
    ],
  };
  for (const [what, [programs, sentence]] of Object.entries(cases)) {
    it(`says what to do about ${what}`, async () => {
      expect(await setUpWith(programs)).toEqual({ code: 1, text: `\n${sentence}\n` });
    });
  }
  it("finds a Python that is new enough behind one that is not", async () => {
    const { text } = await setUpWith({ python3: python("3.9.18"), "python3.12": python("3.12.1") });
    expect(text).toContain("no node was found");
  });
});
