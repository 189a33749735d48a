/** A normal distribution. */
export interface Spread {
  /** The middle. */
  readonly mean: number;
  /** The standard deviation. */
  readonly deviation: number;
}

/** How a set is written: what differs between one drawing of a character and the next. */
export interface GlyphStyle {
  /** Width of the strokes, in pixels. */
  readonly pen: Spread;
  /** What is added to the slant of the writer's forms: pixels to the right for each pixel upwards. */
  readonly slant: Spread;
  /** Where the middle of the ink lies, in pixels right of and below the image's middle. */
  readonly right: Spread;
  /** Below the middle. */
  readonly down: Spread;
}

/** The styles of Glyph36: `plain`, and `shifted`, with a thinner pen, leaning to the left, off the middle. */
export const glyphStyles: { readonly plain: GlyphStyle; readonly shifted: GlyphStyle } = {
  plain: {
    pen: { mean: 3.3, deviation: 0.6 },
    slant: { mean: 0.18, deviation: 0.22 },
    right: { mean: 0, deviation: 0.5 },
    down: { mean: 0, deviation: 0.5 },
  },
  shifted: {
    pen: { mean: 1.8, deviation: 0.3 },
    slant: { mean: -0.3, deviation: 0.2 },
    right: { mean: 2, deviation: 0.8 },
    down: { mean: -2, deviation: 0.8 },
  },
};
