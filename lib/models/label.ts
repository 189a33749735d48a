import type { Layer } from "./description.ts";

/** A layer in a few words, as diagrams, tables and errors name it. */
export function labelOf(layer: Layer): string {
  switch (layer.kind) {
    case "linear":
      return `linear ${layer.outputs}`;
    case "convolution": {
      const { outputs, window, stride, groups } = layer;
      const moves = `${stride > 1 ? `, stride ${stride}` : ""}${groups > 1 ? `, ${groups} groups` : ""}`;
      return `conv ${window}×${window}, ${outputs}${moves}`;
    }
    case "two streams":
      return `two streams, ${layer.outputs / 2} + ${layer.outputs / 2}${
        layer.stride > 1 ? `, stride ${layer.stride}` : ""
      }`;
    case "max pool":
    case "mean pool":
      return `${layer.kind} ${layer.window}×${layer.window}${
        layer.stride === layer.window ? "" : `, stride ${layer.stride}`
      }`;
    case "activation":
      return { relu: "ReLU", gelu: "GELU", tanh: "tanh", sigmoid: "σ" }[layer.name];
    case "dropout":
      return `dropout ${layer.share}`;
    case "scale":
      return `${layer.factor} x${layer.shift === 0 ? "" : ` + ${layer.shift}`}`;
    case "residual":
      return "residual block";
    case "concatenate":
      return "concatenation";
    default:
      return layer.kind;
  }
}
