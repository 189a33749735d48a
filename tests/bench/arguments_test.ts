import { expect } from "expect";
import { describe, it } from "node:test";
import { readArguments } from "../../bench/arguments.ts";

const known = ["fc-15", "cnn"];

describe("readArguments()", () => {
  it("reads names and options in any order", () => {
    expect(readArguments(["--quick", "cnn", "--json=rows.json", "--rounds=5"], known)).toEqual({
      names: ["cnn"],
      effort: { rounds: 5, turn: 0.01 },
      json: "rows.json",
      install: false,
      write: false,
    });
    expect(readArguments(["--json", "--install"], known)).toMatchObject({ names: [], json: "", install: true });
    expect(readArguments(["--write"], known)).toMatchObject({ write: true });
  });

  it("refuses what there is not, and says what there is", () => {
    expect(() => readArguments(["rnn"], known)).toThrow("There is no work rnn: there are fc-15, cnn");
    const options = "there are --json, --json=FILE, --rounds=N, --quick, --install, --write";
    expect(() => readArguments(["--fast"], known)).toThrow(`There is no option --fast: ${options}`);
    expect(() => readArguments(["--quick=yes"], known)).toThrow(`There is no option --quick=yes: ${options}`);
    expect(() => readArguments(["--rounds"], known)).toThrow(`There is no option --rounds: ${options}`);
  });

  it("refuses a number of rounds that is none", () => {
    for (const rounds of ["0", "2.5", "many", ""]) {
      expect(() => readArguments([`--rounds=${rounds}`], known))
        .toThrow(`--rounds takes a whole number of at least 1, found ${rounds}`);
    }
  });

  it("records whole runs alone", () => {
    const words = "--write records a whole run: name no works, and leave --quick out";
    expect(() => readArguments(["--write", "cnn"], known)).toThrow(words);
    expect(() => readArguments(["--quick", "--write"], known)).toThrow(words);
  });
});
