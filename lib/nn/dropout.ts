import { Rng } from "../random/mod.ts";
import { Tensor } from "../tensor/mod.ts";
import { Module } from "./module.ts";

/**
 * Dropout: while training each value is 0 with probability p and x / (1 − p) otherwise; else x.
 *
 * What is dropped hangs on a seed, drawn once from `rng`, and on how often the layer was used in training; both belong to
 * its state, so that a training goes on from a checkpoint as if it had never stopped. Source: Srivastava et al. 2014.
 *
 * @throws {RangeError} when p is not in [0, 1).
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { Dropout, Rng, Tensor } from "nnr";
 *
 * const layer = new Dropout(0.5, { rng: new Rng(1) });
 * expect(layer.forward(Tensor.ones([3])).toArray()).toEqual([1, 1, 1]);
 * layer.train();
 * expect(new Set(layer.forward(Tensor.ones([100])))).toEqual(new Set([0, 2]));
 * ```
 */
export class Dropout extends Module {
  readonly #p: number;
  /** The seed, and how often a mask was drawn. */
  readonly #source: Tensor;

  /** p is the share that is dropped. */
  constructor(p: number, { rng }: { readonly rng: Rng }) {
    super();
    if (!(p >= 0 && p < 1)) throw new RangeError(`Cannot drop a share of ${p}: it must be at least 0 and below 1`);
    this.#p = p;
    this.#source = this.buffer("source", Tensor.of([rng.uint32(), 0], { dtype: "float64" }));
  }

  /** x ⊙ mask / (1 − p). */
  override forward(x: Tensor): Tensor {
    if (!this.training || this.#p === 0) return x;
    const [seed = 0, uses = 0] = this.#source.data;
    this.#source.data[1] = uses + 1;
    const rng = new Rng(seed, uses);
    const mask = Tensor.zeros(x.shape, { dtype: x.dtype });
    const { data } = mask;
    const scale = 1 / (1 - this.#p);
    const limit = this.#p * 2 ** 32;
    for (let i = 0; i < data.length; i++) data[i] = rng.uint32() < limit ? 0 : scale;
    return x.mul(mask);
  }
}
