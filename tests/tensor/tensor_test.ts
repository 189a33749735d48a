import { expect } from "expect";
import fc from "fast-check";
import { describe, it } from "node:test";
import { type DType, Rng, Tensor } from "nnr";
import { indicesOf, tensorOf } from "./arbitraries.ts";

describe("new Tensor()", () => {
  it("takes an array as it is, and its number type", () => {
    const data = Float64Array.of(1, 2, 3, 4);
    const tensor = new Tensor(data, [2, 2]);
    expect(tensor.data).toBe(data);
    expect([tensor.dtype, tensor.size]).toEqual(["float64", 4]);
    expect(new Tensor(new Float32Array(1), []).dtype).toBe("float32");
  });

  it("does not follow later changes of the shape it was given", () => {
    const shape = [2, 2];
    const tensor = Tensor.zeros(shape);
    shape[0] = 7;
    expect(tensor.shape).toEqual([2, 2]);
  });

  it("refuses shapes that its values do not fill", () => {
    expect(() => new Tensor(new Float32Array(5), [2, 3])).toThrow(
      new RangeError("Cannot make a tensor of shape [2,3]: it needs 6 values, found 5"),
    );
  });

  it("refuses arrays of other numbers, and of none", () => {
    for (const [data, found] of [[[1, 2], "1,2"], [new Int32Array(2), "Int32Array"], [undefined, "undefined"]]) {
      expect(() => new Tensor(data as unknown as Float32Array, [2])).toThrow(
        new TypeError(`Cannot make a tensor of ${found}: expected Float32Array or Float64Array`),
      );
    }
  });

  it("refuses sizes that are none, before it allocates", () => {
    const rule = "sizes must be whole numbers of at least 0, at most 2^31 elements in all";
    for (const shape of [[-1], [1.5], [NaN], [2 ** 16, 2 ** 16]]) {
      expect(() => Tensor.zeros(shape)).toThrow(new RangeError(`Cannot make a tensor of shape [${shape}]: ${rule}`));
    }
  });
});

describe("Tensor.of()", () => {
  it("reads nested arrays, and toArray() gives them back", () => {
    for (const values of [3, [], [1, 2], [[1], [2]], [[], []], [[[1, 2], [3, 4]]]]) {
      expect(Tensor.of(values).toArray()).toEqual(values);
    }
    expect(Tensor.of([[1, 2, 3], [4, 5, 6]]).shape).toEqual([2, 3]);
  });

  it("refuses uneven rows", () => {
    const words = (found: string, shape: string): string =>
      `Cannot make a tensor of uneven rows: found ${found} where the first rows give ${shape}`;
    expect(() => Tensor.of([[1, 2], [3]])).toThrow(new RangeError(words("a row of 1", "[2,2]")));
    expect(() => Tensor.of([[1, 2], 3])).toThrow(words("a number", "[2,2]"));
    expect(() => Tensor.of([1, [2]])).toThrow(words("a row of 1", "[2]"));
  });

  it("refuses what is no number", () => {
    for (const [values, found] of [[["a"], "a"], [[[1, undefined]], "undefined"], [null, "null"]] as const) {
      expect(() => Tensor.of(values as unknown as number[])).toThrow(
        new TypeError(`Cannot make a tensor of ${found}: expected numbers, or nested arrays of them`),
      );
    }
  });
});

describe("constructors", () => {
  it("fill with zeros, ones, a value, or the identity", () => {
    expect(Tensor.zeros([2]).toArray()).toEqual([0, 0]);
    expect(Tensor.ones([1, 2]).toArray()).toEqual([[1, 1]]);
    expect(Tensor.full([], 7).toArray()).toBe(7);
    expect(Tensor.eye(3).toArray()).toEqual([[1, 0, 0], [0, 1, 0], [0, 0, 1]]);
  });

  it("take a number type, float32 unless said", () => {
    const rng = new Rng(1);
    const makers: ((options?: { dtype: DType }) => Tensor)[] = [
      (options) => Tensor.of([1], options),
      (options) => Tensor.zeros([1], options),
      (options) => Tensor.ones([1], options),
      (options) => Tensor.full([1], 2, options),
      (options) => Tensor.eye(1, options),
      (options) => Tensor.oneHot([0], 1, options),
      (options) => Tensor.uniform([1], 0, 1, { rng, ...options }),
      (options) => Tensor.normal([1], { rng, ...options }),
    ];
    for (const make of makers) {
      expect(make().dtype).toBe("float32");
      expect(make({ dtype: "float64" }).dtype).toBe("float64");
    }
  });

  it("refuse number types that are none, as does as()", () => {
    const words = "Cannot keep values as int8: number types are float32 and float64";
    const dtype = "int8" as DType;
    expect(() => Tensor.zeros([2], { dtype })).toThrow(new TypeError(words));
    expect(() => Tensor.of([1], { dtype })).toThrow(words);
    expect(() => Tensor.ones([2]).as(dtype)).toThrow(words);
    expect(() => Tensor.ones([2]).keep().as(dtype)).toThrow(words);
  });

  it("draw random values in order from the source they are given", () => {
    const drawn = new Rng(1);
    const values = [drawn.uniform(-1, 3), drawn.uniform(-1, 3), drawn.normal()];
    const rng = new Rng(1);
    const options = { rng, dtype: "float64" } as const;
    expect([...Tensor.uniform([2], -1, 3, options).data, ...Tensor.normal([1], options).data]).toEqual(values);
  });
});

describe("Tensor.oneHot()", () => {
  it("is 1 at each label", () => {
    expect(Tensor.oneHot(Uint8Array.of(2, 0), 3).toArray()).toEqual([[0, 0, 1], [1, 0, 0]]);
  });

  it("refuses labels that are no class", () => {
    for (const label of [3, -1, 0.5, NaN]) {
      expect(() => Tensor.oneHot([0, label], 3)).toThrow(
        new RangeError(`Cannot encode label ${label} at row 1: labels must be whole numbers from 0 to 2`),
      );
    }
  });
});

describe("shapes", () => {
  const x = Tensor.of([[1, 2, 3], [4, 5, 6]]);

  it("transposes", () => {
    expect(x.transpose().toArray()).toEqual([[1, 4], [2, 5], [3, 6]]);
    expect(() => Tensor.of([1]).transpose()).toThrow(new RangeError("Cannot transpose [1]: it must be a matrix"));
  });

  it("reshapes, computing one size", () => {
    expect(x.reshape([3, 2]).toArray()).toEqual([[1, 2], [3, 4], [5, 6]]);
    expect(x.reshape([-1]).shape).toEqual([6]);
    expect(x.reshape([3, -1, 1]).shape).toEqual([3, 2, 1]);
    expect(Tensor.zeros([0, 3]).reshape([3, 0]).shape).toEqual([3, 0]);
  });

  it("refuses to reshape to another number of elements, or to compute two sizes", () => {
    for (const shape of [[4], [4, -1], [-1, -1], [6, -1, -1], [0, -1], [1.5, 4]]) {
      expect(() => x.reshape(shape)).toThrow(
        new RangeError(`Cannot reshape [2,3] to [${shape}]: it has 6 elements`),
      );
    }
    expect(() => x.reshape([-2, -3])).toThrow(RangeError);
  });

  it("takes rows in any order, as copies", () => {
    const rows = x.rows([1, 0, 1]);
    expect(rows.toArray()).toEqual([[4, 5, 6], [1, 2, 3], [4, 5, 6]]);
    rows.data[0] = 9;
    expect(x.at(1, 0)).toBe(4);
    expect(Tensor.zeros([2, 3, 4]).rows([1]).shape).toEqual([1, 3, 4]);
    expect(() => x.rows([2])).toThrow(new RangeError("Cannot take row 2 of [2,3]: rows count from 0 to 1"));
  });

  it("slices rows without a copy", () => {
    const last = x.slice(1);
    expect(last.toArray()).toEqual([[4, 5, 6]]);
    expect(last.data.buffer).toBe(x.data.buffer);
    expect(x.slice(1, 1).shape).toEqual([0, 3]);
    for (const [start, end] of [[-1, 1], [0, 3], [2, 1], [0.5, 1]] as const) {
      expect(() => x.slice(start, end)).toThrow(
        new RangeError(`Cannot slice [2,3] from ${start} to ${end}: rows count from 0 to 2`),
      );
    }
  });

  it("reads elements where they stand", () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 }), (shape) => {
      const tensor = tensorOf(shape, 1);
      expect(indicesOf(shape).map((index) => tensor.at(...index))).toEqual([...tensor.data]);
    }));
    for (const index of [[2, 0], [0, -1], [0], [0, 0, 0], [0, 0.5]]) {
      expect(() => x.at(...index)).toThrow(
        new RangeError(`Cannot read element [${index}] of [2,3]: it lies outside`),
      );
    }
  });

  it("reads a single number", () => {
    expect(Tensor.of([[3]]).item()).toBe(3);
    expect(() => x.item()).toThrow(new RangeError("Cannot read [2,3] as one number: it has 6 elements"));
  });
});

describe("Tensor.as()", () => {
  it("rounds to float32, keeps float64, and copies", () => {
    const third = Tensor.of([1 / 3], { dtype: "float64" });
    expect(third.as("float32").item()).toBe(Math.fround(1 / 3));
    const copy = third.as("float64");
    copy.data[0] = 0;
    expect(third.item()).toBe(1 / 3);
  });
});
