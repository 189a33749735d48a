import type { Embedding } from "../analysis/mod.ts";
import { Module, type Sequential } from "../nn/mod.ts";
import type { Tensor } from "../tensor/mod.ts";

/** What an autoencoder is made of. */
export interface AutoencoderParts {
  /** How many numbers a code has. */
  readonly size: number;
  /** From images to codes. */
  readonly encoder: Sequential;
  /** From codes to images. */
  readonly decoder: Sequential;
}

/**
 * `y = decode(encode(x))`, trained so that y is x: the code between is all that the decoder gets.
 *
 * Shapes: x and y `[batch, pixels]`, the code `[batch, size]`.
 */
export class Autoencoder extends Module implements Embedding, AutoencoderParts {
  /** How many numbers a code has. */
  readonly size: number;
  /** From images to codes. */
  readonly encoder: Sequential;
  /** From codes to images. */
  readonly decoder: Sequential;

  /** Takes both halves as they are. */
  constructor({ size, encoder, decoder }: AutoencoderParts) {
    super();
    this.size = size;
    this.encoder = this.child("encoder", encoder);
    this.decoder = this.child("decoder", decoder);
  }

  /** decode(encode(x)). */
  override forward(x: Tensor): Tensor {
    return this.decoder.forward(this.encoder.forward(x));
  }

  /** The codes of some images. */
  project(x: Tensor): Tensor {
    return this.encoder.forward(x);
  }

  /** The images that codes stand for. */
  reconstruct(codes: Tensor): Tensor {
    return this.decoder.forward(codes);
  }
}
