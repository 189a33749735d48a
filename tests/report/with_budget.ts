import process from "node:process";

/** Runs something under a value of `NNR_BUDGET`, or under none, and puts the old one back. */
export function withBudget<T>(value: string | undefined, run: () => T): T {
  const before = process.env.NNR_BUDGET;
  const set = (budget: string | undefined): void => {
    if (budget === undefined) delete process.env.NNR_BUDGET;
    else process.env.NNR_BUDGET = budget;
  };
  set(value);
  try {
    return run();
  } finally {
    set(before);
  }
}
