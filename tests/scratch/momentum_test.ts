import { expect } from "expect";
import fc from "fast-check";
import { describe, it } from "node:test";
import { Parameter, Rng, scratch, SGD, Tensor } from "nnr";

const exact = { dtype: "float64" } as const;
const share = fc.double({ min: 0, max: 0.99, noNaN: true });

/** A network, and gradients for some steps. */
function problem(
  seed: number,
  steps: number,
): { network: scratch.Network; gradients: readonly scratch.Velocity[] } {
  const rng = new Rng(seed);
  const network = scratch.createNetwork([3, 2, 2], { rng, ...exact });
  const draw = ({ shape }: Tensor): Tensor => Tensor.normal(shape, { rng, ...exact });
  const gradients = Array.from({ length: steps }, () => network.map(({ W, b }) => ({ W: draw(W), b: draw(b) })));
  return { network, gradients };
}

describe("descendWithMomentum()", () => {
  it("goes where the engine's SGD goes, rates that change included", () => {
    fc.assert(fc.property(fc.nat(), share, (seed, momentum) => {
      const { network, gradients } = problem(seed, 6);
      const velocity = scratch.zeroVelocity(network);
      const named = scratch.parameters(scratch.copyNetwork(network))
        .map(({ name, values }) => ({ name, tensor: new Parameter(values) }));
      const optimiser = new SGD(named, { learningRate: 0.1, momentum });
      gradients.forEach((step, t) => {
        const learningRate = t < 3 ? 0.1 : 0.03;
        scratch.descendWithMomentum(network, velocity, step, { learningRate, momentum });
        optimiser.learningRate = learningRate;
        step.flatMap(({ W, b }) => [W, b]).forEach((gradient, i) => named[i]!.tensor.grad = gradient);
        optimiser.step();
      });
      scratch.parameters(network).forEach(({ values }, i) =>
        // Six steps of numbers of at most ten, each with an ulp for a product that one side fuses.
        values.data.forEach((value, j) =>
          expect(Math.abs(value - named[i]!.tensor.data[j]!)).toBeLessThan(60 * Number.EPSILON)
        )
      );
    }));
  });

  it("without momentum is descend()", () => {
    const { network, gradients: [first] } = problem(1, 1);
    const other = scratch.copyNetwork(network);
    const options = { learningRate: 0.1, momentum: 0 };
    scratch.descendWithMomentum(network, scratch.zeroVelocity(network), first!, options);
    scratch.descend(other, first!, 0.1);
    expect(network).toEqual(other);
  });

  it("under a constant gradient comes to steps of η/(1 − μ)", () => {
    const { network, gradients: [slope] } = problem(1, 1);
    const velocity = scratch.zeroVelocity(network);
    const options = { learningRate: 0.1, momentum: 0.9 };
    for (let t = 0; t < 400; t++) scratch.descendWithMomentum(network, velocity, slope!, options);
    // What lacks is 0.9^400, some 5e-19 of it.
    velocity.forEach(({ W }, i) =>
      W.data.forEach((v, j) => expect(v / slope![i]!.W.data[j]!).toBeCloseTo(1 / (1 - 0.9), 10))
    );
  });

  it("refuses momenta outside [0, 1), and gradients of another network", () => {
    const { network, gradients: [first] } = problem(1, 1);
    const velocity = scratch.zeroVelocity(network);
    for (const momentum of [-0.1, 1, NaN]) {
      expect(() => scratch.descendWithMomentum(network, velocity, first!, { learningRate: 0.1, momentum })).toThrow(
        new RangeError(`Cannot descend with momentum: it must be at least 0 and below 1, found ${momentum}`),
      );
    }
    const options = { learningRate: 0.1, momentum: 0.9 };
    expect(() => scratch.descendWithMomentum(network, velocity, [...first!].reverse(), options)).toThrow(
      new RangeError("Cannot change a velocity of [3,2] by a gradient of [2,2]"),
    );
  });
});
