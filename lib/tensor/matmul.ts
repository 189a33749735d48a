import { multiply } from "../kernels/mod.ts";
import { shapeText } from "../errors/mod.ts";
import { sameDType } from "./dtype.ts";
import { begin, noteMultiplyAdds } from "./memory.ts";
import { finish, held, type Node, place, remember, room } from "./node.ts";

/** Which operand of a product is read with its rows as columns; nothing is copied for it. */
export interface MatmulOptions {
  /** Aᵀ B in place of A B. */
  readonly transposeA?: boolean;
  /** A Bᵀ in place of A B. */
  readonly transposeB?: boolean;
}

/**
 * C = A B: `[m, k]` by `[k, n]` is `[m, n]`; A, B or both may be read transposed.
 *
 * ∂A = ∂C Bᵀ and ∂B = Aᵀ ∂C; of an operand that is read transposed, the transpose of that.
 */
export function matmul(left: Node, right: Node, { transposeA = false, transposeB = false }: MatmulOptions): Node {
  requireProduct(left, right, transposeA, transposeB);
  const a = held(left, "multiply");
  const b = held(right, "multiply");
  const c = product(a, b, transposeA, transposeB);
  noteMultiplyAdds(c.size * a.shape[transposeA ? 0 : 1]!);
  return remember(c, [left, right], (dc) => [
    left.tracked ? gradientA(dc, b, transposeA, transposeB) : undefined,
    right.tracked ? gradientB(dc, a, transposeA, transposeB) : undefined,
  ]);
}

/** ∂A = ∂C op(B)ᵀ, or its transpose op(B) ∂Cᵀ. */
function gradientA(dc: Node, b: Node, transposeA: boolean, transposeB: boolean): Node {
  return transposeA ? product(b, dc, transposeB, true) : product(dc, b, false, !transposeB);
}

/** ∂B = op(A)ᵀ ∂C, or its transpose ∂Cᵀ op(A). */
function gradientB(dc: Node, a: Node, transposeA: boolean, transposeB: boolean): Node {
  return transposeB ? product(dc, a, true, transposeA) : product(a, dc, !transposeA, false);
}

/** A B for matrices that fit, without a way back. */
export function product(x: Node, y: Node, turnA: boolean, turnB: boolean): Node {
  const m = x.shape[turnA ? 1 : 0]!, k = x.shape[turnA ? 0 : 1]!, n = y.shape[turnB ? 0 : 1]!;
  const { dtype } = x;
  const engine = begin();
  const c = room([m, n], dtype, "multiply");
  multiply(engine, { dtype, a: place(x, "multiply"), b: place(y, "multiply"), c: c.at, m, n, k, turnA, turnB });
  return finish(c);
}

/** Refuses operands of a product that do not fit. */
export function requireProduct(a: Node, b: Node, transposeA = false, transposeB = false): void {
  sameDType("multiply", a, b);
  if (a.shape.length !== 2 || b.shape.length !== 2) {
    throw refusal(a, b, transposeA, transposeB, "both must be matrices");
  }
  const inner = a.shape[transposeA ? 0 : 1], other = b.shape[transposeB ? 1 : 0];
  if (inner === other) return;
  throw refusal(a, b, transposeA, transposeB, `inner sizes ${inner} and ${other} must be equal`);
}

function refusal(a: Node, b: Node, transposeA: boolean, transposeB: boolean, why: string): RangeError {
  return new RangeError(`Cannot multiply ${matrixText(a, transposeA)} by ${matrixText(b, transposeB)}: ${why}`);
}

function matrixText({ shape }: Node, transposed: boolean): string {
  return transposed ? `the transpose of ${shapeText(shape)}` : shapeText(shape);
}
