import { expect } from "expect";
import { describe, it } from "node:test";
import { requireSameTensors, Tensor } from "nnr";
import { refusal } from "./refusal.ts";

const a = Tensor.zeros([2, 3]);
const b = Tensor.zeros([3]);

/** What is said of tensors that should be `a` and `b`. */
function found(...tensors: (readonly [string, Tensor])[]): string {
  return refusal(() => requireSameTensors("load x.safetensors", new Map([["a", a], ["b", b]]), new Map(tensors)));
}

describe("requireSameTensors()", () => {
  it("accepts the same names and shapes in any order", () => {
    expect(found(["b", Tensor.ones([3])], ["a", a])).toBe("no error");
  });

  it("lists names that are missing", () => {
    expect(found(["b", b])).toBe('RangeError: Cannot load x.safetensors: missing "a"');
    expect(found()).toBe('RangeError: Cannot load x.safetensors: missing "a", "b"');
  });

  it("lists names that are unexpected", () => {
    expect(found(["a", a], ["b", b], ["c", b], ["d", b])).toBe(
      'RangeError: Cannot load x.safetensors: unexpected "c", "d"',
    );
  });

  it("lists other shapes and types of numbers", () => {
    expect(found(["a", Tensor.zeros([3, 2])], ["b", Tensor.zeros([3], { dtype: "float64" })])).toBe(
      'RangeError: Cannot load x.safetensors: "a" is float32 [3,2], expected float32 [2,3]; ' +
        '"b" is float64 [3], expected float32 [3]',
    );
  });

  it("says all of it in one sentence", () => {
    expect(found(["a", Tensor.zeros([])], ["fc.a", a])).toBe(
      'RangeError: Cannot load x.safetensors: missing "b"; unexpected "fc.a"; "a" is float32 [], expected float32 [2,3]',
    );
  });

  it("lists ten names of many", () => {
    const others = Array.from({ length: 12 }, (_, i) => [`c${i}`, b] as const);
    expect(found(["a", a], ["b", b], ...others)).toMatch(/unexpected "c0", .*, "c9" and 2 more$/);
  });
});
