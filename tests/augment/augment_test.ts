import { describe, it } from "node:test";
import { expect } from "expect";
import fc from "fast-check";
import { augment, Rng, Tensor } from "nnr";
import { ramps } from "./ramps.ts";

const all: Readonly<Record<string, augment.Augmentation>> = {
  affine: augment.affine({ shift: 2, rotation: 15, scale: 0.2, shear: 0.2 }),
  elastic: augment.elastic({ distance: 1, smoothness: 3 }),
  thickness: augment.thickness({ radius: 1.5 }),
  blur: augment.blur({ sigma: 1 }),
  noise: augment.noise({ deviation: 0.1 }),
  contrast: augment.contrast({ contrast: 0.3, brightness: 0.1 }),
  cutOut: augment.cutOut({ side: 5 }),
  flip: augment.flip(),
  crop: augment.crop({ margin: 3 }),
};
const everything = augment.compose(...Object.values(all));

function streams(count: number, seed = 1): Rng[] {
  return Array.from({ length: count }, (_, i) => new Rng(seed, i));
}

function images(shape: readonly number[], seed = 1): Tensor {
  return Tensor.uniform(shape, 0, 1, { rng: new Rng(seed) });
}

/** The mean and the standard deviation. */
function spreadOf(values: readonly number[]): [mean: number, deviation: number] {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  return [mean, Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length)];
}

describe("every augmentation", () => {
  for (const [name, change] of Object.entries({ ...all, everything })) {
    it(`${name}: what becomes of an image hangs on it and its generator alone`, () => {
      fc.assert(
        fc.property(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1, max: 3 }), (seed, channels) => {
          const x = images([4, channels, 9, 11], seed);
          const before = x.toArray();
          const whole = change(x, streams(4, seed));
          expect(whole.shape).toEqual([4, channels, 9, 11]);
          expect(x.toArray()).toEqual(before);
          const order = [2, 0, 3];
          const some = change(x.rows(order), order.map((i) => new Rng(seed, i)));
          expect(some).toEqual(whole.rows(order));
        }),
        { numRuns: 20 },
      );
    });

    it(`${name}: draws anew from another generator`, () => {
      const x = images([1, 1, 12, 12]);
      const drawn = streams(8).map((rng) => change(x, [rng]).toArray());
      expect(new Set(drawn.map((image) => JSON.stringify(image))).size).toBeGreaterThan(1);
    });
  }
});

describe("affine()", () => {
  it("shows at m + t + R H S (p − m) what was at p", () => {
    const most = { shift: 2, rotation: 20, scale: 0.2, shear: 0.3 };
    const [height, width] = [40, 36];
    const n = 20;
    const moved = augment.affine(most)(ramps(n, height, width), streams(n));
    let seen = 0;
    streams(n).forEach((rng, i) => {
      const t = [rng.uniform(-2, 2), rng.uniform(-2, 2)] as const;
      const angle = rng.uniform(-20, 20) * Math.PI / 180;
      const s = [1 + rng.uniform(-0.2, 0.2), 1 + rng.uniform(-0.2, 0.2)] as const;
      const shear = rng.uniform(-0.3, 0.3);
      for (let row = 0; row < height; row++) {
        for (let column = 0; column < width; column++) {
          const [px, py] = [moved.at(i, 0, row, column), moved.at(i, 1, row, column)];
          // What comes from the edge may have been beyond it.
          if (px <= 0 || py <= 0 || px >= width - 1 || py >= height - 1) continue;
          seen++;
          const y = s[1] * (py - (height - 1) / 2);
          const x = s[0] * (px - (width - 1) / 2) + shear * y;
          const back = [
            (width - 1) / 2 + t[0] + Math.cos(angle) * x - Math.sin(angle) * y,
            (height - 1) / 2 + t[1] + Math.sin(angle) * x + Math.cos(angle) * y,
          ];
          // Coordinates up to 40 in float32, through some ten operations.
          expect(Math.abs(back[0]! - column)).toBeLessThan(1e-4);
          expect(Math.abs(back[1]! - row)).toBeLessThan(1e-4);
        }
      }
    });
    expect(seen).toBeGreaterThan(n * height * width / 2);
  });

  it("turns by up to half a circle, either way", () => {
    const turn = augment.affine({ rotation: 180 });
    const corner = Tensor.of([[[[1, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]]]);
    const reached = new Set<number>();
    for (const rng of streams(200)) {
      const { data } = turn(corner, [rng]);
      [0, 3, 12, 15].forEach((at) => data[at]! > 0.9 && reached.add(at));
    }
    expect([...reached].sort((a, b) => a - b)).toEqual([0, 3, 12, 15]);
  });
});

describe("elastic()", () => {
  it("moves pixels by the distance asked for, neighbours as a Gaussian of σ leaves them alike", () => {
    const [distance, sigma, side, n] = [1.5, 4, 32, 300];
    const bent = augment.elastic({ distance, smoothness: sigma })(ramps(n, side, side), streams(n));
    // Away from the edges, beyond which there is nothing to come from: 8 pixels are more than five deviations.
    const shift = (i: number, row: number, column: number): number => bent.at(i, 0, row, column) - column;
    const here: number[] = [], there: number[] = [];
    for (let i = 0; i < n; i++) {
      for (const row of [9, 16, 22]) {
        here.push(shift(i, row, 12));
        there.push(shift(i, row, 12 + sigma));
      }
    }
    const [mean, deviation] = spreadOf(here);
    // 900 values, those of one image alike: as good as 300 independent ones, at four standard errors.
    expect(Math.abs(mean)).toBeLessThan(4 * distance / Math.sqrt(300));
    expect(Math.abs(deviation / distance - 1)).toBeLessThan(4 / Math.sqrt(600));
    const [, other] = spreadOf(there);
    const product = here.reduce((sum, v, i) => sum + v * there[i]!, 0) / here.length / (deviation * other);
    // White noise under a Gaussian of σ: correlation e^(−d² / 4σ²).
    expect(Math.abs(product - Math.exp(-1 / 4))).toBeLessThan(0.08);
  });
});

describe("thickness()", () => {
  const stroke = Tensor.full([1, 1, 16, 16], 1);
  for (let row = 3; row < 13; row++) for (let column = 6; column < 10; column++) stroke.data[row * 16 + column] = 0;

  it("moves the edges of a stroke by the radius at most, outwards and inwards", () => {
    const ink = (radius: number, rng: Rng): number => {
      const row = augment.thickness({ radius })(stroke, [rng]).toArray() as number[][][][];
      return row[0]![0]![8]!.reduce((sum, v) => sum + 1 - v, 0);
    };
    for (const radius of [0.5, 1, 2]) {
      streams(40).forEach((rng, i) => {
        const width = ink(radius, rng);
        const drawn = new Rng(1, i).uniform(-radius, radius);
        // One pass moves both edges by its share; the second starts from soft edges and moves them by as much, within one pixel each.
        expect(Math.abs(width - (4 + 2 * drawn))).toBeLessThan(radius <= 1 ? 1e-5 : 0.51);
      });
    }
  });

  it("leaves images as they are where nothing is asked for", () => {
    expect(augment.thickness({ radius: 0 })(stroke, streams(1))).toEqual(stroke);
  });
});

describe("blur()", () => {
  it("spreads a point by the σ that it draws, and loses nothing", () => {
    const point = Tensor.zeros([1, 1, 21, 21]);
    point.data[10 * 21 + 10] = 1;
    streams(20).forEach((rng, i) => {
      const { data } = augment.blur({ sigma: 1.5 })(point, [rng]);
      const sigma = new Rng(1, i).uniform(0, 1.5);
      const [sum, variance] = [0, 1].map((power) =>
        [...data].reduce((total, v, at) => total + v * ((at % 21 - 10) ** 2) ** power, 0)
      );
      // Float32, some ten passes.
      expect(Math.abs(sum! - 1)).toBeLessThan(1e-5);
      expect(Math.abs(variance! - sigma ** 2)).toBeLessThan(1e-4);
    });
  });
});

describe("noise()", () => {
  it("adds what has mean 0 and the deviation that it draws", () => {
    const side = 100;
    streams(5).forEach((rng, i) => {
      const noisy = augment.noise({ deviation: 0.2 })(Tensor.full([1, 1, side, side], 0.5), [rng]);
      const wanted = new Rng(1, i).uniform(0, 0.2);
      const [mean, deviation] = spreadOf(Array.from(noisy.data));
      expect(Math.abs(mean - 0.5)).toBeLessThan(4 * wanted / side);
      expect(Math.abs(deviation / wanted - 1)).toBeLessThan(4 / side);
      // Neighbours, up to those that share random bytes and beyond, are not correlated: 10 000 products, four deviations.
      const noise = Array.from(noisy.data, (v) => (v - 0.5) / wanted);
      for (const apart of [1, 2, 3, 4]) {
        const products = noise.slice(apart).map((v, k) => v * noise[k]!);
        expect(Math.abs(spreadOf(products)[0])).toBeLessThan(4 / side);
      }
    });
  });
});

describe("contrast()", () => {
  it("stretches values about the image's mean and moves it", () => {
    const x = images([3, 2, 5, 5]);
    const changed = augment.contrast({ contrast: 0.5, brightness: 0.2 })(x, streams(3));
    streams(3).forEach((rng, i) => {
      const [factor, added] = [1 + rng.uniform(-0.5, 0.5), rng.uniform(-0.2, 0.2)];
      const [before, after] = [x, changed].map(({ data }) => Array.from(data.slice(i * 50, (i + 1) * 50)));
      const [mean] = spreadOf(before!);
      after!.forEach((v, k) => expect(v).toBeCloseTo(mean + factor * (before![k]! - mean) + added, 5));
    });
  });
});

describe("cutOut()", () => {
  it("covers a square with the mean in every channel, cut at the edges", () => {
    const x = images([30, 2, 10, 12]);
    const { data } = augment.cutOut({ side: 4 })(x, streams(30));
    let cut = 0;
    for (let i = 0; i < 30; i++) {
      const changed = [0, 1].map((channel) => {
        const start = (i * 2 + channel) * 120;
        const places = Array.from({ length: 120 }, (_, k) => k).filter((k) => data[start + k] !== x.data[start + k]);
        expect(new Set(places.map((k) => data[start + k])).size).toBe(1);
        return places;
      });
      expect(changed[1]).toEqual(changed[0]);
      const rows = changed[0]!.map((k) => Math.floor(k / 12)), columns = changed[0]!.map((k) => k % 12);
      const [tall, broad] = [rows, columns].map((v) => Math.max(...v) - Math.min(...v) + 1);
      expect(changed[0]!.length).toBe(tall! * broad!);
      expect(Math.max(tall!, broad!)).toBeLessThanOrEqual(4);
      if (tall! * broad! < 16) cut++;
    }
    expect(cut).toBeGreaterThan(0);
    expect(cut).toBeLessThan(30);
  });
});

describe("flip()", () => {
  it("mirrors about half of the images and leaves the others", () => {
    const x = images([200, 3, 4, 5]);
    const flipped = augment.flip()(x, streams(200)).toArray() as number[][][][];
    const mirrored = x.toArray() as number[][][][];
    let count = 0;
    flipped.forEach((image, i) => {
      const other = mirrored[i]!.map((channel) => channel.map((row) => row.toReversed()));
      if (JSON.stringify(image) === JSON.stringify(other)) count++;
      else expect(image).toEqual(mirrored[i]);
    });
    // Binomial, n = 200, p = ½: four standard deviations are 28.
    expect(Math.abs(count - 100)).toBeLessThan(28);
  });
});

describe("crop()", () => {
  it("takes every place of the image with its mirrored margin equally often", () => {
    const [side, margin] = [5, 2];
    const image = ramps(1, side, side);
    const mirror = (k: number): number => k < 0 ? -k : k >= side ? 2 * (side - 1) - k : k;
    const seen = new Map<string, number>();
    for (const rng of streams(1000)) {
      const cropped = augment.crop({ margin })(image, [rng]);
      const match = Array.from({ length: 25 }, (_, k) => [Math.floor(k / 5) - margin, k % 5 - margin] as const).filter(
        ([down, right]) =>
          Array.from({ length: 25 }, (_, k) => [Math.floor(k / 5), k % 5] as const).every(([row, column]) =>
            cropped.at(0, 0, row, column) === mirror(column + right) &&
            cropped.at(0, 1, row, column) === mirror(row + down)
          ),
      );
      expect(match.length).toBe(1);
      seen.set(String(match[0]), (seen.get(String(match[0])) ?? 0) + 1);
    }
    // 25 places of 40 each: Poisson, five deviations.
    expect(seen.size).toBe(25);
    for (const count of seen.values()) expect(Math.abs(count - 40)).toBeLessThan(32);
  });

  it("refuses a margin that is as large as the image", () => {
    expect(() => augment.crop({ margin: 5 })(images([1, 1, 5, 9]), streams(1)))
      .toThrow("Cannot augment: a margin of 5 must be below the image's 5 × 9");
  });
});

describe("options of augmentations", () => {
  const cases: readonly [() => void, string][] = [
    [() => augment.affine({ shift: -1 }), "Cannot augment: the shift must be a number from 0 to 1000000, found -1"],
    [() => augment.affine({ rotation: 181 }), "Cannot augment: the rotation must be a number from 0 to 180, found 181"],
    [() => augment.affine({ scale: 1 }), "Cannot augment: the scale must be below 1, found 1"],
    [() => augment.affine({ shear: NaN }), "Cannot augment: the shear must be a number from 0 to 1000000, found NaN"],
    [
      () => augment.elastic({ distance: Infinity, smoothness: 4 }),
      "the distance must be a number from 0 to 1000000, found Inf",
    ],
    [() => augment.elastic({ distance: 1, smoothness: 0.5 }), "the smoothness must be at least 1, found 0.5"],
    [() => augment.thickness({ radius: -0.5 }), "the radius must be a number from 0 to 100, found -0.5"],
    [() => augment.blur({ sigma: -1 }), "the sigma must be a number from 0 to 10, found -1"],
    [() => augment.noise({ deviation: -1 }), "the deviation must be a number from 0 to 1000000, found -1"],
    [() => augment.contrast({ contrast: 2 }), "the contrast must be a number from 0 to 1, found 2"],
    [
      () => augment.cutOut({ side: 0.5 }),
      "the side of what is cut out must be a whole number of at least 1, found 0.5",
    ],
    [() => augment.crop({ margin: 0 }), "the margin must be a whole number of at least 1, found 0"],
  ];
  for (const [make, words] of cases) it(words, () => expect(make).toThrow(words));
});

describe("augmented()", () => {
  const change = augment.affine({ rotation: 30 });

  it("takes square images as rows, and gives them back as rows", () => {
    const rows = images([3, 64]);
    const occasion = { seed: 1, epoch: 1, rows: [5, 6, 7] };
    const asImages = augment.augmented(change, rows.reshape([3, 1, 8, 8]), occasion);
    expect(augment.augmented(change, rows, occasion)).toEqual(asImages.reshape([3, 64]));
  });

  it("gives an image another face in each epoch, row and seed", () => {
    const row = images([1, 64]);
    const drawn = [[1, 1, 0], [1, 2, 0], [1, 1, 1], [2, 1, 0]].map(([seed, epoch, at]) =>
      augment.augmented(change, row, { seed: seed!, epoch: epoch!, rows: [at!] }).toArray()
    );
    expect(new Set(drawn.map((image) => JSON.stringify(image))).size).toBe(4);
  });

  it("refuses what are no images, and an augmentation that changes the shape", () => {
    const occasion = { seed: 1, epoch: 1, rows: [0, 1] };
    expect(() => augment.augmented(change, images([2, 3072]), occasion)).toThrow(
      "Cannot augment [2,3072]: expected [images,channels,height,width], or [images,pixels] of square images with one channel",
    );
    expect(() => augment.augmented((x) => x.slice(0, 1), images([2, 64]), occasion))
      .toThrow("Cannot augment [2,1,8,8]: the augmentation must keep the shape, found [1,1,8,8]");
  });

  it("refuses a generator too few, whatever the augmentation", () => {
    for (const [name, augmentation] of Object.entries(all)) {
      const words = name === "elastic" || name === "affine"
        ? "Cannot bend 3 images: found numbers for 2"
        : name === "thickness" || name === "blur"
        ? "Cannot spread 3 images: found numbers for 2"
        : "Cannot augment [3,1,8,8] with 2 generators: expected [images,channels,height,width], and one for each image";
      expect(() => augmentation(images([3, 1, 8, 8]), streams(2))).toThrow(words);
    }
  });

  it("takes the widest options without leaving the image", () => {
    const wild = augment.compose(
      augment.affine({ shift: 1e6, rotation: 180, scale: 0.999999, shear: 1e6 }),
      augment.elastic({ distance: 1e6, smoothness: 1 }),
    );
    const { data } = wild(images([50, 1, 9, 9]), streams(50));
    expect(data.every((value) => value >= 0 && value < 1)).toBe(true);
  });

  it("refuses images that are too narrow, and float64", () => {
    expect(() => augment.elastic({ distance: 1, smoothness: 4 })(images([1, 1, 5, 3]), streams(1)))
      .toThrow("Cannot smooth to [5,3]: planes must be at least 4 wide");
    expect(() => change(images([1, 1, 5, 3]), streams(1))).toThrow(
      "Cannot bend images [1,1,5,3]: expected [images,channels,height,width], at least 4 wide and 2 high",
    );
    expect(() => change(images([1, 1, 5, 5]).as("float64"), streams(1)))
      .toThrow("Cannot bend images of float64: they must be float32");
  });
});
