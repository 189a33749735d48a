import process from "node:process";

/** How long trainings are: seconds for tests, minutes for the report, hours for records. */
export type Budget = "quick" | "standard" | "full";

const order: readonly Budget[] = ["quick", "standard", "full"];

/** The budget in force: `NNR_BUDGET`, or `standard`. */
export function budget(): Budget {
  const found = process.env.NNR_BUDGET || "standard";
  if (!(order as readonly string[]).includes(found)) {
    throw new RangeError(`Cannot run with NNR_BUDGET=${found}: it must be quick, standard or full`);
  }
  return found as Budget;
}

/** The value of the budget in force. */
export function budgeted<T>(values: Readonly<Record<Budget, T>>): T {
  return values[budget()];
}

/** Whether the budget in force reaches `least`. */
export function reaches(least: Budget): boolean {
  return order.indexOf(budget()) >= order.indexOf(least);
}
