import { expect } from "expect";
import { describe, it } from "node:test";
import { chosen } from "../../tools/notebook.ts";
import { budgets, readOptions } from "../../tools/options.ts";

const options = { budget: budgets, compare: [] };

describe("readOptions()", () => {
  it("reads options in both spellings, and leaves the names", () => {
    expect(readOptions(["01_theory", "--budget", "quick", "--compare"], options))
      .toEqual({ values: { budget: "quick", compare: "compare" }, rest: ["01_theory"] });
    expect(readOptions(["--budget=full"], options)).toEqual({ values: { budget: "full" }, rest: [] });
  });
  it("refuses an unknown option, and says which there are", () => {
    expect(() => readOptions(["--kernels"], options)).toThrow(
      "There is no option --kernels: there are --budget, --compare",
    );
    expect(() => readOptions(["-b"], options)).toThrow("There is no option -b: there are --budget, --compare");
  });
  it("refuses an unknown value, and says which there are", () => {
    expect(() => readOptions(["--budget", "slow"], options)).toThrow(
      "--budget takes quick, standard, full, found slow",
    );
    expect(() => readOptions(["--budget"], options)).toThrow("--budget takes quick, standard, full, found nothing");
    expect(() => readOptions(["--compare=yes"], options)).toThrow("--compare takes no value, found yes");
  });
  it("leaves other options to the program that is started", () => {
    expect(readOptions(["--port", "1", "--budget", "quick", "--no-browser"], options, { others: true }))
      .toEqual({ values: { budget: "quick" }, rest: ["--port", "1", "--no-browser"] });
  });
});

describe("chosen()", () => {
  const all = ["01_theory", "02_fully_connected", "solutions/01_theory"];

  it("takes names in their order, a folder for all in it, and each once", () => {
    expect(chosen(["solutions", "01_theory", "solutions/01_theory"], all)).toEqual([
      "solutions/01_theory",
      "01_theory",
    ]);
  });
  it("refuses an unknown name, and says which there are", () => {
    expect(() => chosen(["01"], all))
      .toThrow("There is no notebook 01: there are 01_theory, 02_fully_connected, solutions/01_theory");
  });
});
