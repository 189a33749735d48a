import { augmented } from "../augment/mod.ts";
import { backward } from "../autograd/mod.ts";
import type { Module } from "../nn/mod.ts";
import { clipGradients } from "../optim/mod.ts";
import { step } from "../tensor/mod.ts";
import { meanCrossEntropy } from "./evaluate.ts";
import type { Examples } from "./examples.ts";
import type { FitOptions } from "./fit_options.ts";
import { Mean } from "./metrics.ts";

/** One pass over the rows in an order; the mean loss a row. */
export function trainEpoch(
  model: Module,
  { x, y }: Examples,
  order: readonly number[],
  epoch: number,
  { optimiser, epochs, batchSize, seed, augment, schedule, clip, loss = meanCrossEntropy, onEvent }: FitOptions,
): number {
  const mean = new Mean();
  const parameters = model.parameters();
  const steps = Math.ceil(order.length / batchSize);
  for (let i = 0; i < steps; i++) {
    const rows = order.slice(i * batchSize, (i + 1) * batchSize);
    if (schedule) optimiser.learningRate = schedule((epoch - 1) * steps + i, epochs * steps);
    for (const { tensor } of parameters) tensor.grad = undefined;
    const found = step(() => {
      const given = x.rows(rows);
      const inputs = augment ? augmented(augment, given, { seed, epoch, rows }) : given;
      const result = loss(model.forward(inputs), y.rows(rows));
      const value = result.item();
      if (!Number.isFinite(value)) {
        throw new Error(
          `Cannot go on training: the loss is ${value} in epoch ${epoch}, step ${i + 1}, ` +
            `at learning rate ${optimiser.learningRate}; ` +
            (epoch > 1 ? `the last good checkpoint is that of epoch ${epoch - 1}` : "there is no good checkpoint yet"),
        );
      }
      backward(result);
      if (clip !== undefined) clipGradients(optimiser.parameters, clip);
      optimiser.step();
      return value;
    });
    mean.add(found, rows.length);
    onEvent?.({ kind: "step", epoch, step: i + 1, steps, loss: found });
  }
  return mean.value;
}
