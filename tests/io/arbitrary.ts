import fc from "fast-check";
import { type DType, Tensor } from "nnr";

/** Tensors of any values, NaN and -0 among them, of up to four axes, of sizes from 0 on. */
export const anyTensor: fc.Arbitrary<Tensor> = fc.record({
  dtype: fc.constantFrom<DType>("float32", "float64"),
  shape: fc.array(fc.nat(4), { maxLength: 4 }),
}).chain(({ dtype, shape }) => {
  const length = shape.reduce((product, n) => product * n, 1);
  const values = fc.array(dtype === "float32" ? fc.float() : fc.double(), { minLength: length, maxLength: length });
  return values.map((list) => {
    const tensor = Tensor.zeros(shape, { dtype });
    tensor.data.set(list);
    return tensor;
  });
});

/** Tensors under any names that are Unicode. */
export const anyTensors: fc.Arbitrary<Map<string, Tensor>> = fc.uniqueArray(
  fc.tuple(fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("10", "2", "__proto__", "constructor")), anyTensor),
  { selector: ([name]) => name, maxLength: 6 },
).map((entries) => new Map(entries.filter(([name]) => name !== "__metadata__")));

/** What of a tensor a file must keep: to the bit, so that NaN equals NaN and 0 is not -0. */
export function kept({ dtype, shape, data }: Tensor): unknown {
  return { dtype, shape: [...shape], bytes: [...new Uint8Array(data.buffer, data.byteOffset, data.byteLength)] };
}
