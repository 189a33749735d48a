import { expect } from "expect";
import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { engine, loadState, maxAbsDifference, models, noGrad, psnr, Rng, stateOf, Tensor, xavierUniform } from "nnr";
import { glyph36, readRecord, recordedNet } from "nnr/data";
import { hashAfterHundredSteps } from "../../tools/autoencoder/experiment.ts";
import { netFile, sha256 } from "../../tools/nets/embedded.ts";

/** Nets are made in fused arithmetic: another rounds otherwise, and ends elsewhere. */
const fused = { skip: engine().arithmetic === "fused" ? false as const : "the arithmetic is plain" };

describe("Patches and Mosaic", () => {
  it("are each other's inverse", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }), fc.nat(), (side, across, seed) => {
        const width = side * across;
        const x = Tensor.uniform([3, width * width], 0, 1, { rng: new Rng(seed) });
        const patches = new models.Patches(width, side).forward(x);
        expect(patches.shape).toEqual([3, side * side, across, across]);
        expect(new models.Mosaic(width, side).forward(patches)).toEqual(x);
      }),
      { numRuns: 30 },
    );
  });

  it("refuse squares that leave a rest", () => {
    for (const side of [3, 33]) {
      expect(() => new models.Patches(32, side)).toThrow(
        new RangeError(`Cannot cut images of 32 by 32 into squares of ${side} by ${side}: they must fill it`),
      );
    }
    expect(() => new models.Mosaic(32, 0)).toThrow(RangeError);
  });
});

describe("denseAutoencoder()", () => {
  const course = { code: "relu", output: "sigmoid" } as const;

  it("starts as it is told: He's weights in front of ReLU, Xavier's elsewhere, biases where units should live", () => {
    const net = models.denseAutoencoder([400, 300, 8], { rng: new Rng(1), bias: 1 });
    const named = stateOf(net);
    const variance = (name: string): number => named.get(name)!.mul(named.get(name)!).mean().item();
    // n normal numbers have their variance within √(2/n) of it; four of those. Xavier's, uniform, within less.
    const near = (name: string, expected: number): void =>
      expect(Math.abs(variance(name) / expected - 1)).toBeLessThan(4 * Math.sqrt(2 / named.get(name)!.size));
    near("encoder.0.weight", 2 / 400);
    near("encoder.2.weight", 2 / 308);
    near("decoder.0.weight", 2 / 8);
    near("decoder.2.weight", 2 / 700);
    const biases = ["encoder.0.bias", "encoder.2.bias", "decoder.0.bias", "decoder.2.bias"];
    expect(biases.map((name) => named.get(name)!.max().item())).toEqual([1, 0, 1, 0]);
  });

  it("sees the negative with ink, which is the same net with other weights", () => {
    const options = { initialise: xavierUniform, ...course };
    const plain = models.denseAutoencoder([64, 5, 3], { rng: new Rng(4), dtype: "float64", ...options });
    const turned = models.denseAutoencoder([64, 5, 3], { rng: new Rng(4), dtype: "float64", ink: true, ...options });
    // (1 − x) W + b = x (−W) + (b + Σ rows of W), and 1 − σ(z) = σ(−z).
    const [first, , , , , , last, lastBias] = plain.parameters().map(({ tensor }) => tensor) as Tensor[];
    const firstBias = plain.parameters()[1]!.tensor;
    const [rows = 0, units = 0] = first!.shape;
    for (let j = 0; j < units; j++) {
      for (let i = 0; i < rows; i++) {
        firstBias.data[j]! += first!.data[i * units + j]!;
        first!.data[i * units + j]! *= -1;
      }
    }
    for (const tensor of [last!, lastBias!]) for (let i = 0; i < tensor.size; i++) tensor.data[i]! *= -1;
    const x = Tensor.uniform([6, 64], 0, 1, { rng: new Rng(5), dtype: "float64" });
    // Sums of some 64 numbers below 1, in another order.
    expect(maxAbsDifference(plain.forward(x), turned.forward(x))).toBeLessThan(64 * Number.EPSILON);
  });
});

describe("the autoencoders that come with the project", () => {
  const nets = {
    "autoencoder-convolutional": models.convolutionalAutoencoder(32, { rng: new Rng(1) }),
    "autoencoder-long": models.denseAutoencoder([1024, 32, 32], {
      rng: new Rng(1),
      ink: true,
      code: "relu",
      output: "sigmoid",
    }),
  };
  for (const [name, net] of Object.entries(nets)) {
    const record = readRecord(name);

    it(`${name} is the file that its record tells of, below a megabyte`, () => {
      const bytes = readFileSync(netFile(name));
      expect(record.nets?.map((kept) => [kept.name, kept.sha256])).toEqual([[name, sha256(bytes)]]);
      expect(bytes.length).toBeLessThan(1e6);
    });

    it(`${name} is made again to the same bits, as far as a hundred steps tell`, fused, () => {
      const found = hashAfterHundredSteps(name.slice("autoencoder-".length));
      expect(found).toBe(record.nets![0]!.sha256AfterHundredSteps);
    });

    it(`${name} draws Glyph36's validation images as well as its record says`, fused, () => {
      loadState(net, recordedNet(name));
      const { x } = glyph36("valid").batch();
      const back = noGrad(() => net.forward(x));
      let sum = 0;
      for (let i = 0; i < 3600; i++) sum += psnr(x.slice(i, i + 1), back.slice(i, i + 1), { range: 1 });
      const [recorded = NaN] = record.measured["Glyph36 validation, mean PSNR"]!;
      // Batches of another size are added up in another order.
      expect(Math.abs(sum / 3600 - recorded)).toBeLessThan(1e-4);
    });
  }

  it("have no net of a name that no run kept", () => {
    expect(() => recordedNet("autoencoder-unheard-of")).toThrow(
      "Cannot read the net autoencoder-unheard-of: there is no data/nets/autoencoder-unheard-of.safetensors " +
        "(deno task results autoencoder-unheard-of makes it)",
    );
  });
});
