/** A rectangle of a picture that tells something when it is pointed at. */
export interface Place {
  /** Left edge, in pixels of the picture. */
  readonly x: number;
  /** Upper edge. */
  readonly y: number;
  /** To the right edge. */
  readonly width: number;
  /** To the lower edge. */
  readonly height: number;
  /** What it tells. */
  readonly says: string;
}

/** A drawing, with the words for those who do not see it. */
export interface Picture {
  /** An SVG element of a stated width and height. */
  readonly svg: string;
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  /** What it shows, with the numbers. */
  readonly alt: string;
  /** Whether its PNG has as few pixels and colours as will do: a photo's noise makes a finer one large. */
  readonly coarse?: boolean;
  /** What its parts tell when they are pointed at; the picture says the main point without. */
  readonly places?: readonly Place[];
  /** HTML with its own script, where moving something teaches something; it stands below the picture, which is its print. */
  readonly live?: string;
  /** The same data for Plotly, where turning or zooming teaches something. */
  readonly plotly?: PlotlyFigure;
}

/** What Plotly draws. */
export interface PlotlyFigure {
  /** Plotly's traces. */
  readonly data: readonly Readonly<Record<string, unknown>>[];
  /** Plotly's layout; its size is the picture's. */
  readonly layout: Readonly<Record<string, unknown>>;
}

const GAP = 20;

/** Pictures side by side, or one below the other, as one. */
export function together(
  pictures: readonly Picture[],
  { columns = pictures.length }: { columns?: number } = {},
): Picture {
  const rows = Array.from({ length: Math.ceil(pictures.length / columns) }, (_, i) => {
    return pictures.slice(i * columns, (i + 1) * columns);
  });
  let top = 0;
  let widest = 0;
  const placed: string[] = [];
  const places: Place[] = [];
  for (const row of rows) {
    let left = 0;
    for (const { svg, width, height, places: own = [] } of row) {
      for (const place of own) places.push({ ...place, x: place.x + left, y: place.y + top });
      placed.push(`<svg x="${left}" y="${top}" width="${width}" height="${height}">${svg}</svg>`);
      left += width + GAP;
    }
    widest = Math.max(widest, left - GAP);
    top += Math.max(...row.map((p) => p.height)) + GAP;
  }
  const height = top - GAP;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${widest}" height="${height}">${placed.join("")}</svg>`;
  const alt = pictures.map((p) => p.alt).join("; ");
  const coarse = pictures.some((p) => p.coarse);
  return { svg, width: widest, height, alt, ...coarse ? { coarse } : {}, ...places.length > 0 ? { places } : {} };
}
