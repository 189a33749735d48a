import { requireCount, shapeText } from "../errors/mod.ts";
import { leadingEigen, type Tensor } from "../tensor/mod.ts";
import { momentsOf } from "./covariance.ts";
import type { Embedding } from "./embedding.ts";

/** What principal components are made of. */
export interface PCAParts {
  /** μ: `[d]`. */
  readonly mean: Tensor;
  /** v₁ … vₖ, orthonormal rows: `[k, d]`. */
  readonly basis: Tensor;
  /** λ₁ ≥ … ≥ λₖ: `[k]`. */
  readonly variances: Tensor;
  /** The sum of all d variances. */
  readonly totalVariance: number;
}

/**
 * Principal components: z = V (x − μ) and x̂ = Vᵀ z + μ, where the rows of V are the eigenvectors of the covariance
 * Σ = (X − μ)ᵀ (X − μ) / n with the largest eigenvalues.
 *
 * Among all affine maps of that rank it has the least mean squared error on the rows that it was fitted to: the sum of the
 * variances that it leaves out (Eckart and Young 1936).
 *
 * @example
 * ```ts
 * import { expect } from "expect";
 * import { maxAbsDifference, PCA, Tensor } from "nnr";
 *
 * const onALine = Tensor.of([[1, 2], [2, 4], [3, 6]], { dtype: "float64" });
 * const pca = PCA.fit(onALine, { components: 1 });
 * expect(pca.project(onALine).shape).toEqual([3, 1]);
 * expect(maxAbsDifference(pca.reconstruct(pca.project(onALine)), onALine)).toBeLessThan(1e-14);
 * expect(pca.explained).toBeCloseTo(1, 14);
 * ```
 */
export class PCA implements Embedding, PCAParts {
  /** μ: `[d]`. */
  readonly mean: Tensor;
  /** v₁ … vₖ, orthonormal rows, the largest element of each positive: `[k, d]`. */
  readonly basis: Tensor;
  /** λ₁ ≥ … ≥ λₖ, the variances of the codes: `[k]`. */
  readonly variances: Tensor;
  /** The sum of all d variances. */
  readonly totalVariance: number;
  /** k. */
  readonly size: number;

  /** Components that were found elsewhere; `PCA.fit` finds them. */
  constructor({ mean, basis, variances, totalVariance }: PCAParts) {
    this.mean = mean;
    this.basis = basis;
    this.variances = variances;
    this.totalVariance = totalVariance;
    this.size = variances.size;
  }

  /**
   * The principal components of some rows, in their own number type: fit float64 for proofs. Shapes: x `[n, d]`.
   *
   * A column that never varies takes no part: the mean gives it back.
   *
   * @throws {RangeError} when there are fewer than 2 rows, a value is not finite, or `components` is no whole number from
   * 1 to the rank of the centred rows.
   */
  static fit(x: Tensor, { components }: { readonly components: number }): PCA {
    const action = "find the principal components of";
    requireCount(`${action} ${shapeText(x.shape)}`, "number of components", components);
    const { mean, covariance } = momentsOf(action, x);
    const [n, d] = x.shape as [number, number];
    const most = Math.min(n - 1, d);
    if (components > most) throw tooMany(x, components, `at most ${most}`);
    const { values, vectors } = leadingEigen(covariance, components);
    const rank = rankOf(values, n);
    if (rank < components) throw tooMany(x, components, String(rank));
    const totalVariance = trace(covariance);
    return new PCA({ mean, basis: vectors.transpose(), variances: values, totalVariance });
  }

  /** The share of the variance that the components explain. */
  get explained(): number {
    return this.variances.as("float64").sum().item() / this.totalVariance;
  }

  /** The first k components alone: what `fit` would have found. */
  take(k: number): PCA {
    requireCount("take components", "number of components", k);
    if (k > this.size) throw new RangeError(`Cannot take ${k} components: there are ${this.size}`);
    const { mean, totalVariance } = this;
    return new PCA({ mean, basis: this.basis.slice(0, k), variances: this.variances.slice(0, k), totalVariance });
  }

  /** z = V (x − μ) for each row. Shapes: x `[n, d]`, z `[n, k]`. */
  project(x: Tensor): Tensor {
    this.#require("project", x, this.mean.size);
    return x.sub(this.mean).matmul(this.basis, { transposeB: true });
  }

  /** x̂ = Vᵀ z + μ for each row. Shapes: z `[n, k]`, x̂ `[n, d]`. */
  reconstruct(codes: Tensor): Tensor {
    this.#require("reconstruct", codes, this.size);
    return codes.matmul(this.basis).add(this.mean);
  }

  #require(action: string, x: Tensor, columns: number): void {
    if (x.shape.length === 2 && x.shape[1] === columns) return;
    throw new RangeError(`Cannot ${action} ${shapeText(x.shape)}: it must be [n, ${columns}]`);
  }
}

function tooMany(x: Tensor, components: number, rank: string): RangeError {
  return new RangeError(
    `Cannot find ${components} principal components of ${shapeText(x.shape)}: centred, these rows have rank ${rank}`,
  );
}

/** How many variances are more than rounding: one that should be 0 is some √n u λ₁ in size. */
function rankOf(variances: Tensor, n: number): number {
  const u = variances.dtype === "float64" ? 2 ** -53 : 2 ** -24;
  const least = 8 * Math.sqrt(n) * u * variances.at(0);
  return variances.data.filter((variance) => variance > least).length;
}

function trace(A: Tensor): number {
  const n = A.shape[0]!;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += A.data[i * n + i]!;
  return sum;
}
