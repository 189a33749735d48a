import { describe, it } from "node:test";
import fc from "fast-check";
import {
  adam,
  biasActivation,
  binary,
  convert,
  type DType,
  gradientFrom,
  sgd,
  unary,
  unaryGradient,
  type UnaryOp,
} from "../../lib/kernels/mod.ts";
import { everywhere, numbers, put, room, unit, view, within } from "./everywhere.ts";

const dtypes = fc.constantFrom<DType>("float32", "float64");
const lengths = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 60, max: 140 }));

describe("binary()", () => {
  const f = {
    add: (x: number, y: number) => x + y,
    sub: (x: number, y: number) => x - y,
    mul: (x: number, y: number) => x * y,
    div: (x: number, y: number) => x / y,
    max: Math.max,
    min: Math.min,
  };
  const ops = fc.constantFrom(...Object.keys(f) as (keyof typeof f)[]);
  const shapes = fc.array(fc.record({ size: fc.integer({ min: 0, max: 7 }), x: fc.boolean(), y: fc.boolean() }), {
    maxLength: 4,
  });

  it("broadcasts operands of any rank, in any order of axes", () => {
    fc.assert(
      fc.property(dtypes, ops, shapes, fc.boolean(), fc.integer(), (dtype, op, axes, reversed, seed) => {
        const shape = axes.map(({ size }) => size);
        const order = shape.map((_, i) => reversed ? i : shape.length - 1 - i);
        const strided = (repeated: readonly boolean[]): { strides: number[]; length: number } => {
          const strides = shape.map(() => 0);
          let length = 1;
          for (const axis of order) {
            if (repeated[axis]) continue;
            strides[axis] = length;
            length *= shape[axis]!;
          }
          return { strides, length };
        };
        const x = strided(axes.map((axis) => axis.x)), y = strided(axes.map((axis) => axis.y));
        const xs = numbers(dtype, x.length, seed), ys = numbers(dtype, y.length, seed + 1);
        const n = shape.reduce((product, size) => product * size, 1);
        const wanted = dtype === "float64" ? new Float64Array(n) : new Float32Array(n);
        for (let i = 0; i < n; i++) {
          let rest = i, p = 0, q = 0;
          for (let axis = shape.length - 1; axis >= 0; axis--) {
            const index = rest % shape[axis]!;
            rest = Math.floor(rest / shape[axis]!);
            p += index * x.strides[axis]!;
            q += index * y.strides[axis]!;
          }
          wanted[i] = f[op](xs[p]!, ys[q]!);
        }
        const results = everywhere((engine) => {
          const z = room(engine, dtype, n);
          const a = { at: put(engine, dtype, xs), strides: x.strides },
            b = { at: put(engine, dtype, ys), strides: y.strides };
          binary(engine, op, { dtype, shape, x: a, y: b, z });
          return [view(engine, dtype, z, n)];
        });
        for (const [found] of results) within(found!, wanted, 0);
      }),
      { numRuns: 300 },
    );
  });
});

describe("unaryGradient()", () => {
  const slopes: Record<UnaryOp, (x: number) => number> = {
    neg: () => -1,
    abs: Math.sign,
    sqrt: (x) => 0.5 / Math.sqrt(x),
    exp: Math.exp,
    log: (x) => 1 / x,
    tanh: (x) => 1 - Math.tanh(x) ** 2,
    sigmoid: (x) => 1 / (2 + Math.exp(x) + Math.exp(-x)),
    relu: (x) => x > 0 ? 1 : 0,
    // Φ' by the difference of GELU itself is in the next test.
    gelu: () => NaN,
  };

  it("is the derivative times what comes from above", () => {
    const ops = fc.constantFrom(...(Object.keys(slopes) as UnaryOp[]).filter((op) => op !== "gelu"));
    fc.assert(
      fc.property(ops, dtypes, lengths, fc.integer(), (op, dtype, n, seed) => {
        const x = numbers(dtype, n, seed).map((v) => op === "sqrt" || op === "log" ? Math.abs(v) + 0.1 : 4 * v);
        const dy = numbers(dtype, n, seed + 1);
        const results = everywhere((engine) => {
          const from = put(engine, dtype, x), to = put(engine, dtype, dy);
          if (gradientFrom[op] === "y") unary(engine, op, { dtype, x: from, y: from, n });
          unaryGradient(engine, op, { dtype, from, dy: to, dx: to, n });
          return [view(engine, dtype, to, n)];
        });
        // A handful of roundings; 1 − y² and y (1 − y) cancel to an absolute error.
        const bound = Float64Array.from(
          x,
          (v, i) => 8 * unit[dtype] * Math.abs(dy[i]!) * Math.max(1, Math.abs(slopes[op](v))),
        );
        for (const [found] of results) within(found!, Float64Array.from(x, (v, i) => slopes[op](v) * dy[i]!), bound);
      }),
      { numRuns: 100 },
    );
  });

  it("is the slope of GELU", () => {
    const x = [-5, -1.3, -0.2, 0, 0.7, 2.4, 6], h = 2 ** -17;
    const [found] = everywhere((engine) => {
      const shifted = put(engine, "float64", [...x.map((v) => v + h), ...x.map((v) => v - h)]);
      unary(engine, "gelu", { dtype: "float64", x: shifted, y: shifted, n: 2 * x.length });
      const dx = put(engine, "float64", x.map(() => 1));
      unaryGradient(engine, "gelu", { dtype: "float64", from: put(engine, "float64", x), dy: dx, dx, n: x.length });
      return [view(engine, "float64", shifted, 2 * x.length), view(engine, "float64", dx, x.length)];
    }) as [Float64Array[]];
    const wanted = x.map((_, i) => (found![0]![i]! - found![0]![i + x.length]!) / (2 * h));
    // h² / 6 times a third derivative below 2, and 2^-53 / h from the difference.
    within(found![1]!, wanted, 1e-10);
  });
});

describe("biasActivation()", () => {
  it("adds a number a channel, then applies the activation", () => {
    const activations = fc.constantFrom("none" as const, "relu" as const, "tanh" as const, "sigmoid" as const);
    const small = fc.integer({ min: 0, max: 9 });
    fc.assert(
      fc.property(
        activations,
        dtypes,
        small,
        small,
        fc.integer({ min: 1, max: 9 }),
        fc.integer(),
        (f, dtype, outer, channels, inner, seed) => {
          const n = outer * channels * inner, x = numbers(dtype, n, seed), b = numbers(dtype, channels, seed + 1);
          const results = everywhere((engine) => {
            const fused = put(engine, dtype, x), bias = put(engine, dtype, b), apart = room(engine, dtype, n);
            biasActivation(engine, f, { dtype, x: fused, b: bias, y: fused, outer, channels, inner });
            const strides = [0, 1, 0], strided = [channels * inner, inner, 1];
            const source = { at: put(engine, dtype, x), strides: strided };
            binary(engine, "add", {
              dtype,
              shape: [outer, channels, inner],
              x: source,
              y: { at: bias, strides },
              z: apart,
            });
            if (f !== "none") unary(engine, f, { dtype, x: apart, y: apart, n });
            return [view(engine, dtype, fused, n), view(engine, dtype, apart, n)];
          });
          for (const [fused, apart] of results) within(fused!, apart!, 0);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe("convert()", () => {
  it("rounds as Math.fround does, and back without loss", () => {
    fc.assert(fc.property(lengths, fc.integer(), (n, seed) => {
      const x = numbers("float64", n, seed);
      const results = everywhere((engine) => {
        const narrow = room(engine, "float32", n), back = room(engine, "float64", n);
        convert(engine, { to: "float32", x: put(engine, "float64", x), z: narrow, n });
        convert(engine, { to: "float64", x: narrow, z: back, n });
        return [view(engine, "float32", narrow, n), view(engine, "float64", back, n)];
      });
      for (const [narrow, back] of results) {
        within(narrow!, x.map(Math.fround), 0);
        within(back!, x.map(Math.fround), 0);
      }
    }));
  });
});

describe("sgd() and adam()", () => {
  const rate = 0.1, decay = 0.01;

  it("follow their formulas for three steps", () => {
    fc.assert(
      fc.property(
        dtypes,
        lengths,
        fc.constantFrom(0, 0.9),
        fc.boolean(),
        fc.boolean(),
        fc.integer(),
        (dtype, n, momentum, nesterov, apart, seed) => {
          const p0 = numbers(dtype, n, seed), g = numbers(dtype, n, seed + 1);
          const descent = Float64Array.from(p0), speed = new Float64Array(n);
          const adaptive = Float64Array.from(p0), m = new Float64Array(n), v = new Float64Array(n);
          for (let t = 1; t <= 3; t++) {
            for (let i = 0; i < n; i++) {
              const slope = g[i]! + decay * descent[i]!;
              speed[i] = momentum * speed[i]! + slope;
              descent[i]! -= rate * (momentum === 0 ? slope : nesterov ? slope + momentum * speed[i]! : speed[i]!);
              const h = g[i]! + (apart ? 0 : decay * adaptive[i]!);
              m[i] = 0.9 * m[i]! + 0.1 * h;
              v[i] = 0.99 * v[i]! + 0.01 * h * h;
              if (apart) adaptive[i]! *= 1 - rate * decay;
              adaptive[i]! -= rate * (m[i]! / (1 - 0.9 ** t)) / (Math.sqrt(v[i]! / (1 - 0.99 ** t)) + 1e-8);
            }
          }
          const results = everywhere((engine) => {
            const p = put(engine, dtype, p0), q = put(engine, dtype, p0), slope = put(engine, dtype, g);
            const [a, b, c] = [0, 0, 0].map(() => put(engine, dtype, new Array<number>(n).fill(0))) as [
              number,
              number,
              number,
            ];
            for (let step = 1; step <= 3; step++) {
              sgd(engine, { dtype, p, g: slope, v: momentum === 0 ? 0 : a, n, rate, momentum, decay, nesterov });
              adam(engine, {
                dtype,
                p: q,
                g: slope,
                m: b,
                v: c,
                n,
                rate,
                beta1: 0.9,
                beta2: 0.99,
                epsilon: 1e-8,
                step,
                decay,
                apart,
              });
            }
            return [view(engine, dtype, p, n), view(engine, dtype, q, n)];
          });
          for (const [p, q] of results) {
            // Some ten roundings a step of numbers of size 1; in Adam's quotient they weigh as much, since |m| ≤ √v / 0.1.
            within(p!, descent, 40 * unit[dtype]);
            within(q!, adaptive, 100 * unit[dtype]);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
