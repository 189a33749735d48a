import type { ActivationName } from "../nn/mod.ts";

/** One layer, as plain data: how many inputs it has follows from the layer before it. */
export type Layer =
  | { readonly kind: "linear"; readonly outputs: number }
  | Convolution
  | { readonly kind: "batch norm" }
  | { readonly kind: "activation"; readonly name: ActivationName }
  | { readonly kind: "max pool"; readonly window: number; readonly stride: number }
  | { readonly kind: "mean pool"; readonly window: number; readonly stride: number }
  | { readonly kind: "global mean" }
  | { readonly kind: "flatten" }
  | { readonly kind: "dropout"; readonly share: number }
  | { readonly kind: "scale"; readonly factor: number; readonly shift: number }
  | { readonly kind: "residual"; readonly body: Layers; readonly shortcut: Layers }
  | { readonly kind: "concatenate"; readonly branches: readonly Layers[] }
  | { readonly kind: "two streams"; readonly outputs: number; readonly stride: number };

/** Layers one after another. */
export type Layers = readonly Layer[];

/** A convolution by square windows; it has a bias unless a batch norm follows, which would take the bias away. */
export interface Convolution {
  /** What tells it from other layers. */
  readonly kind: "convolution";
  /** Channels that come out. */
  readonly outputs: number;
  /** Pixels of the window, each way. */
  readonly window: number;
  /** Pixels from window to window. */
  readonly stride: number;
  /** Zeros around the image, on each side. */
  readonly padding: number;
  /** Channels are cut into so many groups that do not meet. */
  readonly groups: number;
}

/** A net as data: what is built, counted, drawn and told is made from this alone. */
export interface NetDescription {
  /** What tables call it. */
  readonly name: string;
  /** Its idea in TeX. */
  readonly equation: string;
  /** Who had it. */
  readonly source: string;
  /** The shape of one example. */
  readonly input: readonly number[];
  /** In the order in which data meets them. */
  readonly layers: Layers;
}
