/** Figures as `nnr/report` shows them. */
import { parseBody } from "./dom.ts";
import { typeset } from "./typography.ts";

/** A picture with its words. */
export interface Figure {
  readonly id: string;
  /** `Figure 1.2.` */
  readonly label: string;
  /** Text in which tokens stand for formulas. */
  readonly caption: string;
  readonly alt: string;
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly svg: Uint8Array<ArrayBuffer>;
  /** What its parts tell when they are pointed at. */
  readonly places: readonly Place[];
}

/** A rectangle of a picture and what it tells. */
interface Place {
  /** Edges in CSS pixels: left, top, right, bottom. */
  readonly edges: readonly [number, number, number, number];
  readonly says: string;
}

/** Reads a figure's HTML; its picture is an SVG in a data address. */
export function readFigure(html: string): Figure {
  const figure = parseBody(html).querySelector("figure.nnr-figure")!;
  const image = figure.querySelector("img")!;
  const [, address] = /^data:image\/svg\+xml;base64,(.*)$/s.exec(image.getAttribute("src") ?? "") ?? [];
  if (address === undefined) throw new SyntaxError(`the picture of ${figure.id} must be an SVG data address`);
  const svg = Uint8Array.from(atob(address), (c) => c.charCodeAt(0));
  const size = (name: string): number =>
    Number(new RegExp(`<svg[^>]* ${name}="([\\d.]+)`).exec(new TextDecoder().decode(svg))?.[1]);
  const caption = figure.querySelector("figcaption")!;
  const label = caption.querySelector("b")!;
  return {
    id: figure.id,
    label: label.textContent,
    caption: typeset(caption.textContent.slice(label.textContent.length).trim()),
    alt: image.getAttribute("alt") ?? "",
    width: size("width"),
    height: size("height"),
    svg,
    places: [...figure.querySelectorAll("area")].map((area) => ({
      edges: area.getAttribute("coords")!.split(",").map(Number) as [number, number, number, number],
      says: area.getAttribute("title")!,
    })),
  };
}
