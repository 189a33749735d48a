import { expect } from "expect";
import { describe, it } from "node:test";
import { ActivationLayer, loadState, models, noGrad, psnr, Rng, Sequential, Tensor } from "nnr";
import { recordedNet } from "nnr/data";
import { liveDecoder } from "nnr/report";

const spread = { starts: [{ name: "A", code: [0, 0] }], low: [-1, -1], high: [1, 1] };

describe("liveDecoder()", () => {
  it("draws what a fully connected decoder draws, but for eight-bit weights", () => {
    const { decoder } = models.denseAutoencoder([1024, 20, 2], { rng: new Rng(1), output: "sigmoid", ink: true });
    const code = Tensor.of([[0.7, -0.4]]);
    const drawn = liveDecoder(decoder, spread).decode(Array.from(code.data));
    // Each weight is off by at most half of a 127th of the largest: errors of some hundredths of a pixel's range.
    expect(psnr(drawn, noGrad(() => decoder.forward(code)).as("float64"), { range: 1 })).toBeGreaterThan(40);
  });

  it("draws what the convolutional decoder draws", () => {
    const net = models.convolutionalAutoencoder(32, { rng: new Rng(1) });
    loadState(net, recordedNet("autoencoder-convolutional"));
    const code = Tensor.normal([1, 32], { rng: new Rng(2) });
    const { decode } = liveDecoder(net.decoder, { starts: [], low: [], high: [] });
    const own = noGrad(() => net.decoder.forward(code)).as("float64");
    expect(psnr(decode(Array.from(code.data)), own, { range: 1 })).toBeGreaterThan(30);
  });

  it("leaves nothing in the page that would be taken for mathematics or for the end of a script", () => {
    const { decoder } = models.denseAutoencoder([1024, 2], { rng: new Rng(1) });
    const { html } = liveDecoder(decoder, { ...spread, starts: [{ name: "</script>", code: [0, 0] }] });
    expect(html).not.toContain("$");
    expect(html.match(/<\/script>/g)?.length).toBe(2);
  });

  it("refuses layers that a page does not know", () => {
    expect(() => liveDecoder(new Sequential([new ActivationLayer("gelu")]), spread)).toThrow(
      new RangeError("Cannot draw a decoder with a layer ActivationLayer: a page does not know it"),
    );
  });
});
