import { base64 } from "./canvas.ts";
import { escapeHtml } from "./escape.ts";
import { recording } from "./ledger.ts";
import { numbered } from "./numbering.ts";
import type { Picture, Place } from "./picture.ts";
import { outlined, png } from "./raster.ts";
import { show } from "./show.ts";

/**
 * Shows a picture with a numbered caption, whose first sentence is what the picture says. `$…$` in it is mathematics.
 *
 * One bundle: HTML whose image is an SVG data address (an untrusted notebook shows it too), a PNG, and the numbers as
 * text; beside them Plotly's data where the picture has some. What parts of the picture tell is an image map: it needs no
 * script, and an untrusted notebook has it too. What moves carries its script along.
 */
export function figure(id: string, caption: string, picture: Picture): void {
  const label = numbered("Figure", id);
  if (recording()) return;
  const svg = outlined(picture.svg);
  const address = `data:image/svg+xml;base64,${base64(new TextEncoder().encode(svg))}`;
  const { places = [] } = picture;
  const [usemap, map] = places.length > 0 ? [` usemap="#map-${id}"`, mapOf(id, places)] : ["", ""];
  const html =
    `<figure class="nnr-figure" id="figure-${id}"><img alt="${
      escapeHtml(picture.alt)
    }" width="${picture.width}"${usemap} src="${address}">${map}${picture.live ?? ""}` +
    `<figcaption><b>${label}.</b> ${escapeHtml(caption)}</figcaption></figure>`;
  const bundle = {
    "text/html": html,
    "image/png": base64(png(picture.svg, { coarse: picture.coarse ?? false })),
    "text/plain": `${label}. ${caption}\n${picture.alt}`,
    ...(picture.plotly
      ? {
        "application/vnd.plotly.v1+json": {
          data: picture.plotly.data,
          layout: picture.plotly.layout,
          config: { displaylogo: false },
        },
      }
      : {}),
  };
  show(bundle, { figure: id });
}

/** What the parts of an image tell. */
function mapOf(id: string, places: readonly Place[]): string {
  const areas = places.map(({ x, y, width, height, says }) => {
    const corners = [x, y, x + width, y + height].map(Math.round).join();
    const words = escapeHtml(says);
    return `<area shape="rect" coords="${corners}" title="${words}">`;
  });
  return `<map name="map-${id}">${areas.join("")}</map>`;
}
