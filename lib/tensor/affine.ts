import { type Activation, biasActivation, multiply, sum } from "../kernels/mod.ts";
import { shapeText } from "../errors/mod.ts";
import { sameDType } from "./dtype.ts";
import { unaryGradient } from "./elementwise.ts";
import { folded } from "./fold.ts";
import { product, requireProduct } from "./matmul.ts";
import { begin, noteMultiplyAdds } from "./memory.ts";
import { finish, held, type Node, place, remember, room } from "./node.ts";

/**
 * y = f(x W + b): a matrix product, and one pass for bias and activation.
 *
 * δ = ∂y f′(y), then ∂x = δ Wᵀ, ∂W = xᵀ δ, ∂b = Σ_rows δ.
 */
export function affine(input: Node, weight: Node, bias: Node, activation: Activation): Node {
  requireProduct(input, weight);
  sameDType("add", weight, bias);
  const [n] = [weight.shape[1]!];
  if (bias.shape.length !== 1 || bias.shape[0] !== n) {
    throw new RangeError(
      `Cannot add a bias of ${shapeText(bias.shape)}: it must have a number for each of ${n} columns`,
    );
  }
  const x = held(input, "multiply");
  const w = held(weight, "multiply");
  const b = held(bias, "add");
  const { dtype } = x;
  const m = x.shape[0]!, k = x.shape[1]!;
  const engine = begin();
  const y = room([m, n], dtype, "multiply");
  multiply(engine, { dtype, a: place(x, "multiply"), b: place(w, "multiply"), c: y.at, m, n, k });
  biasActivation(engine, activation, { dtype, x: y.at, b: place(b, "add"), y: y.at, outer: m, channels: n, inner: 1 });
  noteMultiplyAdds(m * n * k);
  finish(y);
  return remember(y, [input, weight, bias], (dy) => {
    const delta = activation === "none" ? dy : unaryGradient(activation, y, dy);
    return [
      input.tracked ? product(delta, w, false, true) : undefined,
      weight.tracked ? product(x, delta, true, false) : undefined,
      bias.tracked ? folded("sum", sum, delta, { outer: 1, count: m, inner: n, shape: bias.shape }) : undefined,
    ];
  });
}
