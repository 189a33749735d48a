import { expect } from "expect";
import { decode } from "fast-png";
import { describe, it } from "node:test";
import { type Image } from "nnr";
import { COLOURS, figure, photo, together } from "nnr/report";
import { displaysOf } from "./displays.ts";

const image: Image = { shape: [1, 40, 80], data: Uint8Array.from({ length: 3200 }, (_, i) => i % 256) };
const box = { x: 20, y: 10, width: 16, height: 8 };

describe("photo()", () => {
  it("draws boxes where they stand, in their colours, with what they are labelled", () => {
    const { svg, width, height } = photo(image, {
      width: 160,
      marks: [{ box, colour: 1, dashed: true, label: "<" }],
      alt: "",
    });
    expect([width, height]).toEqual([160, 80]);
    const rect = '<rect x="40" y="20" width="32" height="16" fill="none" ' +
      `stroke="${COLOURS[1]}" stroke-width="1" stroke-dasharray="3"/>`;
    expect(svg).toContain(rect);
    expect(svg).toContain(">&lt;</text>");
  });

  it("shows a part at its own size, below a title", () => {
    const part = { x: 20, y: 10, width: 20, height: 20 };
    const picture = photo(image, {
      width: 100,
      title: "a part",
      part,
      marks: [{ box, says: "here" }],
      curves: [[[20, 10], [40, 30]]],
      alt: "",
    });
    const top = picture.height - 100;
    expect(top).toBeGreaterThan(0);
    expect(picture.places).toEqual([{ x: 0, y: top, width: 80, height: 40, says: "here" }]);
    expect(picture.svg).toContain(`points="0,${top} 100,${top + 100}"`);
  });

  it("keeps no more levels of a colour than it is told to", () => {
    for (const levels of [2, 16]) {
      const { svg } = photo(image, { width: 80, levels, alt: "" });
      const [, file] = /base64,([^"]*)"/.exec(svg)!;
      const { data } = decode(Uint8Array.from(atob(file!), (c) => c.charCodeAt(0)));
      expect(new Set(data).size).toBe(levels);
    }
  });
});

describe("figure()", () => {
  const picture = photo(image, { width: 160, marks: [{ box, says: 'O & "0"' }], alt: "one box" });

  it("tells what parts of a picture say, where they stand, without a script", async () => {
    const [{ data } = { data: {} as Record<string, string> }] = await displaysOf(() => figure("one", "One.", picture));
    expect(data["text/html"]).toContain('usemap="#map-one"');
    expect(data["text/html"]).toContain(
      '<map name="map-one"><area shape="rect" coords="40,20,72,36" title="O &amp; &quot;0&quot;"></map>',
    );
  });

  it("moves them with their pictures", () => {
    const { places } = together([picture, picture, picture], { columns: 2 });
    expect(places!.map(({ x, y }) => [x, y])).toEqual([[40, 20], [220, 20], [40, 120]]);
    const plain = { svg: "<svg/>", width: 1, height: 1, alt: "" };
    expect(together([plain, plain]).places).toBeUndefined();
  });
});
