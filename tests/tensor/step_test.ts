import { expect } from "expect";
import { describe, it } from "node:test";
import { backward, noGrad, Parameter, Rng, softmax, step, Tensor } from "nnr";
import { engine } from "../../lib/kernels/mod.ts";
import { runInNode } from "../kernels/node_script.ts";

const dead = "a tensor of [3]: it was made in a step that has ended; only what step() returns stays";

/** A tensor whose step has ended. */
function ended(): Tensor {
  let inside = Tensor.zeros([3]);
  step(() => void (inside = Tensor.ones([3]).mul(2)));
  return inside;
}

describe("step()", () => {
  it("returns what its function returns, tensors as copies that stay", () => {
    expect(step(() => 7)).toBe(7);
    const kept = step(() => Tensor.of([1, 2]).add(1));
    step(() => Tensor.zeros([100]).add(9));
    expect(kept.toArray()).toEqual([2, 3]);
    const x = Tensor.of([1]);
    expect(step(() => x)).toBe(x);
  });

  it("makes every later use of what it did not return an error that says so", () => {
    const uses: [string, (x: Tensor) => unknown][] = [
      ["read", (x) => x.data],
      ["read", (x) => x.toArray()],
      ["add", (x) => x.add(1)],
      ["subtract", (x) => Tensor.ones([3]).sub(x)],
      ["reshape", (x) => x.reshape([1, 3])],
      ["slice", (x) => x.slice(1)],
      ["sum", (x) => x.sum()],
      ["take exp of", (x) => x.exp()],
      ["take the softmax of", (x) => softmax(x)],
      ["multiply", (x) => Tensor.ones([1, 3]).matmul(x.reshape([3, 1]))],
    ];
    for (const [action, use] of uses) {
      const words = action === "multiply" ? "reshape" : action;
      expect(() => use(ended())).toThrow(new ReferenceError(`Cannot ${words} ${dead}`));
      expect(() => step(() => use(ended()))).toThrow(new ReferenceError(`Cannot ${words} ${dead}`));
    }
  });

  it("keeps views alive as long as what they are views of", () => {
    let part = Tensor.zeros([1]);
    step(() => {
      part = Tensor.of([1, 2, 3]).mul(1).slice(1, 2);
      expect(part.item()).toBe(2);
    });
    expect(() => part.item()).toThrow(ReferenceError);
    expect(() => new Tensor(ended().data, [3])).toThrow(ReferenceError);
  });

  it("may stand inside another, and ends alone", () => {
    step(() => {
      const outer = Tensor.of([1, 2]).mul(2);
      const copy = step(() => outer.add(1));
      expect([outer.toArray(), copy.toArray()]).toEqual([[2, 4], [3, 5]]);
    });
  });

  it("ends when its function throws", () => {
    expect(() => step(() => Tensor.ones([2]).add(Tensor.ones([3])))).toThrow(RangeError);
    const free = engine().memory.left;
    expect(() => step(() => [Tensor.ones([1000]).add(1), fail()])).toThrow("on purpose");
    expect(engine().memory.left).toBe(free);
    expect(Tensor.ones([1]).add(1).item()).toBe(2);
  });

  it("refuses what is not synchronous", () => {
    expect(() => step(async () => await 1)).toThrow(
      new TypeError("Cannot take a step: its function must not be asynchronous"),
    );
  });

  it("sees what is written to ordinary tensors and parameters between operations", () => {
    const x = Tensor.of([1, 2]);
    const theta = new Parameter(Tensor.of([1, 2]));
    step(() => {
      for (const tensor of [x, theta]) {
        const before = tensor.mul(1);
        tensor.data[0] = 5;
        expect([before.toArray(), tensor.mul(1).toArray()]).toEqual([[1, 2], [5, 2]]);
      }
    });
  });

  it("goes back through the values that were met on the way forward", () => {
    const x = Tensor.of([3]);
    const theta = new Parameter(Tensor.of([1]));
    const gradient = step(() => {
      const y = theta.mul(x).sum();
      x.data[0] = 100;
      backward(y);
      return theta.grad!.item();
    });
    expect(gradient).toBe(3);
  });
});

function fail(): never {
  throw new Error("on purpose");
}

describe("memory", () => {
  it("is as free after a thousand steps as after one", () => {
    const theta = new Parameter(Tensor.normal([64, 64], { rng: new Rng(1) }));
    const one = (): void =>
      step(() => {
        theta.grad = undefined;
        backward(theta.matmul(theta).sigmoid().mean());
      });
    one();
    const free = engine().memory.left;
    for (let i = 0; i < 1000; i++) one();
    expect(engine().memory.left).toBe(free);
  });

  it("copies nothing for a tensor that is kept in the engine's memory", () => {
    const source = Float32Array.from({ length: 1000 }, (_, i) => i);
    const x = new Tensor(source, [1000]);
    const kept = x.keep();
    source[7] = -1;
    const used = (x: Tensor): number =>
      step(() => {
        const before = engine().memory.left;
        x.sum();
        return before - engine().memory.left;
      });
    expect(used(x) - used(kept)).toBe(4032);
    expect(kept.at(7)).toBe(7);
    expect(step(() => kept.reshape([10, 100]).sum(0)).at(99)).toBe(5490);
  });

  it("does not fill with tensors made outside a step, more of them than it could hold", () => {
    let x = Tensor.zeros([2 ** 20]);
    for (let i = 0; i < 300; i++) x = x.add(1);
    expect(x.at(12345)).toBe(300);
  });

  it("says what did not fit, how much was asked and how much is left", () => {
    const script = `
      import { Tensor } from "../../lib/mod.ts";
      process.env.NNR_MEMORY = "32";
      const x = Tensor.ones([2 ** 22]);
      for (const use of [() => x.exp(), () => x.matmul(x), () => x.reshape([1, -1]).matmul(x.reshape([1, -1]), { transposeB: true })]) {
        try { console.log(use().shape.length); } catch (error) { console.log(error.name + ": " + error.message); }
      }
      console.log(Tensor.ones([2]).exp().size);
    `;
    const [exp, misfit, product, after] = runInNode(script).split("\n");
    expect(exp).toMatch(
      /^RangeError: Cannot take exp of: it needs 16777216 bytes, and \d+ of 33554432 are left; NNR_MEMORY sets the size in MiB$/,
    );
    expect(misfit).toBe("RangeError: Cannot multiply [4194304] by [4194304]: both must be matrices");
    expect(product).toMatch(/^RangeError: Cannot multiply: it needs 16777216 bytes/);
    expect(after).toBe("2");
  });

  it("recovers from an interrupt in the middle of steps, and records gradients again", () => {
    // Node's vm ends a script as an interrupt of a notebook does: at once, wherever it is, without any finally.
    const script = `
      import vm from "node:vm";
      import { backward, noGrad, Parameter, step, Tensor } from "../../lib/mod.ts";
      import { engine } from "../../lib/kernels/mod.ts";
      engine().threads = 1;
      const theta = new Parameter(Tensor.ones([64, 64]));
      const work = () => step(() => noGrad(() => theta.matmul(theta).sigmoid().sum().item()));
      const wanted = work();
      const free = engine().memory.left;
      let stolen;
      step(() => void (stolen = theta.mul(2)));
      globalThis.forever = () => { for (;;) step(() => { stolen = theta.mul(2); for (let i = 0; i < 10; i++) noGrad(() => work()); }); };
      let interrupted = 0;
      for (let i = 0; i < 10; i++) {
        try { vm.runInThisContext("forever()", { timeout: 5 + i }); }
        catch (error) { interrupted += error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT" ? 1 : 0; }
        await null;
        if (work() !== wanted || engine().memory.left !== free) throw new Error("not recovered");
        theta.grad = undefined;
        backward(theta.sum());
        if (theta.grad.at(0, 0) !== 1) throw new Error("no gradient");
        if (theta.mul(1).data.buffer === engine().memory.float32(0, 0).buffer) throw new Error("a step is open");
        try { stolen.toArray(); throw new Error("alive"); } catch (error) { if (error.name !== "ReferenceError") throw error; }
      }
      console.log(interrupted);
    `;
    expect(runInNode(script)).toBe("10");
  });
});

describe("noGrad()", () => {
  it("records nothing inside, and again after an error", () => {
    const theta = new Parameter(Tensor.ones([1]));
    expect(() => noGrad(() => fail())).toThrow("on purpose");
    backward(theta.mul(3).sum());
    expect(theta.grad?.item()).toBe(3);
    expect(() => backward(noGrad(() => theta.mul(3).sum()))).toThrow(
      new TypeError("Cannot go back: the loss was computed from no parameter, or inside noGrad()"),
    );
  });
});
