/**
 * What a page computes by itself, in plain JavaScript: the layers of a decoder, for one code. Its weights are eight-bit
 * numbers times one scale for each layer; a convolution is 3 × 3 with paper around.
 */
export const DECODE = `
function decode(layers, code) {
  let x = code;
  for (const layer of layers) {
    const { kind, inputs, outputs, scale, weights, bias } = layer;
    if (kind === "linear") {
      const y = Float64Array.from(bias);
      for (let i = 0; i < inputs; i++) {
        const factor = x[i] * scale;
        for (let j = 0; j < outputs; j++) y[j] += factor * weights[i * outputs + j];
      }
      x = y;
    } else if (kind === "convolution") {
      const n = Math.sqrt(x.length / inputs), y = new Float64Array(outputs * n * n);
      for (let d = 0; d < outputs; d++) {
        for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) {
          let sum = 0;
          for (let c = 0; c < inputs; c++) {
            for (let u = Math.max(0, 1 - i); u < Math.min(3, n + 1 - i); u++) {
              for (let v = Math.max(0, 1 - j); v < Math.min(3, n + 1 - j); v++) {
                sum += weights[((d * inputs + c) * 3 + u) * 3 + v] * x[(c * n + i + u - 1) * n + j + v - 1];
              }
            }
          }
          y[(d * n + i) * n + j] = sum * scale + bias[d];
        }
      }
      x = y;
    } else if (kind === "mosaic") {
      const { side, across } = layer, width = side * across, y = new Float64Array(x.length);
      for (let i = 0; i < y.length; i++) {
        const row = Math.floor(i / width), column = i % width;
        const channel = row % side * side + column % side;
        y[i] = x[(channel * across + Math.floor(row / side)) * across + Math.floor(column / side)];
      }
      x = y;
    } else if (kind === "relu") x = x.map((v) => Math.max(v, 0));
    else if (kind === "sigmoid") x = x.map((v) => 1 / (1 + Math.exp(-v)));
    else if (kind === "negative") x = x.map((v) => 1 - v);
  }
  return x;
}
`;

/** What a page shows: a slider for each number of the code, the letter, and letters to start from. */
export const PANEL = `
for (const panel of document.querySelectorAll(".nnr-live:not([data-ready])")) {
  panel.dataset.ready = "";
  const { layers, starts, low, high } = JSON.parse(panel.querySelector("script").textContent);
  for (const layer of layers) {
    if (layer.weights) layer.weights = Int8Array.from(atob(layer.weights), (c) => c.charCodeAt(0));
  }
  const add = (parent, name, properties) => {
    const element = Object.assign(document.createElement(name), properties);
    parent.append(element);
    return element;
  };
  const top = add(panel, "div", { style: "display:flex;gap:24px;align-items:center;justify-content:center;flex-wrap:wrap" });
  const canvas = add(top, "canvas", { width: 32, height: 32, role: "img", ariaLabel: "The letter that the sliders give",
    style: "width:192px;height:192px;image-rendering:pixelated;border:1px solid #999" });
  const choice = add(top, "div", { style: "text-align:left;color:#222" });
  const chooser = (words) => {
    const select = add(add(choice, "p", { textContent: words + " " }), "select", { ariaLabel: words });
    starts.forEach(({ name }, i) => add(select, "option", { textContent: name, value: i }));
    return select;
  };
  const from = chooser("Start from"), to = chooser("and go to");
  to.value = 1;
  const way = add(add(choice, "p", { textContent: "on the way " }), "input",
    { type: "range", min: 0, max: 1, step: 0.01, value: 0, ariaLabel: "Share of the way" });
  const grid = add(panel, "div", { style:
    "display:grid;grid-template-columns:repeat(auto-fill,minmax(130px,1fr));gap:2px 12px;margin-top:12px;color:#222" });
  const sliders = low.map((least, i) => {
    const label = add(grid, "label", { textContent: i + 1, style: "display:grid;grid-template-columns:16px 1fr;gap:6px;align-items:center;font-size:12px" });
    const step = (high[i] - least) / 100;
    return add(label, "input", { type: "range", min: least, max: high[i], step, style: "width:100%", ariaLabel: "Number " + (i + 1) });
  });
  const context = canvas.getContext("2d");
  const draw = () => {
    const image = context.createImageData(32, 32);
    decode(layers, sliders.map(({ value }) => Number(value))).forEach((paper, i) =>
      image.data.set([255 * paper, 255 * paper, 255 * paper, 255], 4 * i));
    context.putImageData(image, 0, 0);
  };
  const go = () => {
    const [a, b, t] = [starts[from.value].code, starts[to.value].code, Number(way.value)];
    sliders.forEach((slider, i) => slider.value = (1 - t) * a[i] + t * b[i]);
    draw();
  };
  for (const input of [from, to, way]) input.addEventListener("input", go);
  grid.addEventListener("input", draw);
  go();
}
`;
