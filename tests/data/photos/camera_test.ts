import { expect } from "expect";
import * as fc from "fast-check";
import { describe, it } from "node:test";
import { Camera } from "../../../lib/data/photos/camera.ts";

const number = (least: number, most: number): fc.Arbitrary<number> =>
  fc.double({ min: least, max: most, noNaN: true, noDefaultInfinity: true });

describe("Camera", () => {
  const camera = fc.tuple(number(-0.2, 0.2), number(-0.03, 0.03), number(-0.03, 0.03), number(-0.02, 0.02))
    .map(([turn, p, q, bulge]) => new Camera({ turn, nearer: [p, q], bulge }, 50, 400, 300));

  it("sees at a pixel the point that it takes to that pixel", () => {
    fc.assert(fc.property(camera, fc.nat(299), fc.nat(399), (camera, row, column) => {
      const u = new Float64Array(400), v = new Float64Array(400);
      camera.unprojectRow(row, u, v);
      const [x, y] = camera.project(Float64Array.of(u[column]!, v[column]!));
      // Hundreds of pixels in float64, a dozen roundings.
      expect(Math.abs(x! - column - 0.5)).toBeLessThan(1e-9);
      expect(Math.abs(y! - row - 0.5)).toBeLessThan(1e-9);
    }));
  });

  it("says how areas grow", () => {
    fc.assert(fc.property(camera, number(-5, 5), number(-3, 3), (camera, u, v) => {
      const d = 1e-5;
      const [x, y, ax, ay, bx, by] = camera.project(Float64Array.of(u, v, u + d, v, u, v + d));
      const area = ((ax! - x!) * (by! - y!) - (bx! - x!) * (ay! - y!)) / (d * d);
      // Differences over a step of 1e-5 are off by about as much.
      expect(Math.abs(Math.sqrt(area) / camera.scaleAt(u, v) - 1)).toBeLessThan(1e-4);
    }));
  });
});
