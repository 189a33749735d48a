/** How numbers are kept: float32 for training, float64 for proofs. */
export type DType = "float32" | "float64";

/** The values of a tensor. */
export type NumberArray = Float32Array | Float64Array;

/** An array of zeros. */
export function allocate(dtype: DType, size: number): NumberArray {
  requireDType(dtype);
  return dtype === "float64" ? new Float64Array(size) : new Float32Array(size);
}

/** Refuses names of other number types, which only programs without types meet. */
export function requireDType(dtype: DType): void {
  if (dtype === "float32" || dtype === "float64") return;
  throw new TypeError(`Cannot keep values as ${String(dtype)}: number types are float32 and float64`);
}

/** Values with their shape: what the operations work on. */
export interface Values {
  /** The size of each axis. */
  readonly shape: readonly number[];
  /** How the values are kept. */
  readonly dtype: DType;
  /** The values, row after row. */
  readonly data: NumberArray;
}

/** Refuses to mix number types silently. */
export function sameDType(action: string, a: Values, b: Values): void {
  if (a.dtype === b.dtype) return;
  throw new TypeError(`Cannot ${action} ${a.dtype} and ${b.dtype}: convert one with .as("${a.dtype}")`);
}
