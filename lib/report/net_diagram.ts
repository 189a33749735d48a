import { labelOf, type Layers, type NetDescription } from "../models/mod.ts";
import { svgOf } from "./canvas.ts";
import { escapeHtml } from "./escape.ts";
import { grouped, type Unit, unitsOf } from "./net_units.ts";
import type { Picture } from "./picture.ts";
import { COLOURS } from "./plot.ts";

/** A part of a diagram: what it needs on both sides of the line that data takes through it, and below. */
interface Part {
  readonly left: number;
  readonly right: number;
  readonly height: number;
  /** Whether the line that enters goes on into it, and so has no head. */
  readonly open?: boolean;
  /** SVG, the line entering at (x, y). */
  readonly draw: (x: number, y: number) => string;
}

/** No diagram is wider than a page. */
const WIDTH = 640;
const BOX = 128;
const LINE = 16;
const ARROW = 22;
const SIDE = 12;
const MARGIN = 8;
/** Between columns, and below the last box of one. */
const LINK = 26;
const FOOT = 24;

/**
 * A net drawn from its description: data flows downwards, column after column; a box says what it is and, beside the arrow
 * that leaves it, the shape of what comes out where that changes. What comes several times in a row is drawn once.
 */
export function netDiagram(net: NetDescription): Picture {
  const parts = [pill(sizes(net.input)), ...chain(net.layers, net.input, 2)];
  const stacks = [3, 2, 1].map((columns) => balanced(parts, columns)).find((tried) =>
    widthOf(tried) <= WIDTH || tried.length === 1
  )!;
  const top = stacks.length > 1 ? MARGIN + 10 : MARGIN;
  const bottom = top + Math.max(...stacks.map(heightOf)) + FOOT;
  const drawn: string[] = [];
  let x = MARGIN;
  let before: readonly [number, number] | undefined;
  for (const stack of stacks) {
    const { left, right } = stacked(stack);
    const axis = x + left;
    if (before) {
      const [link, end] = [x - LINK / 2, before[1] + FOOT - 2] as const;
      const points = [before, [before[0], end], [link, end], [link, MARGIN], [axis, MARGIN], [axis, top]] as const;
      drawn.push(path(points, !stack[0]!.open));
    }
    drawn.push(stacked(stack).draw(axis, top));
    before = [axis, top + heightOf(stack)];
    x = axis + right + LINK;
  }
  const [width, height] = [x - LINK + MARGIN, bottom];
  const words = unitsOf(net.layers, net.input).map(({ layer, behind }) => [labelOf(layer), ...behind].join(" + "));
  return {
    svg: svgOf(width, height, drawn),
    width,
    height,
    coarse: true,
    alt: `${net.name}: ${sizes(net.input)}, ${words.join(", ")}`,
  };
}

function widthOf(stacks: readonly (readonly Part[])[]): number {
  const widths = stacks.map(stacked).map(({ left, right }) => left + right);
  return widths.reduce((sum, width) => sum + width + LINK, 2 * MARGIN - LINK);
}

/** The parts of layers, one for each unit, or for those that come at least so many times in a row. */
function chain(layers: Layers, input: readonly number[], least: number): Part[] {
  let before = input;
  return grouped(unitsOf(layers, input), least).map(({ units, times }) => {
    const parts = units.map((unit) => {
      const part = partOf(unit, before);
      before = unit.shape;
      return part;
    });
    const whole = stacked(parts);
    return times === 1 ? whole : repeated(whole, times);
  });
}

function partOf({ layer, behind, shape }: Unit, before: readonly number[]): Part {
  const out = sizes(shape) === sizes(before) ? "" : sizes(shape);
  switch (layer.kind) {
    case "residual":
      return beside([chain(layer.body, before, 3), chain(layer.shortcut, before, 3)], ["+", ...behind], out);
    case "concatenate":
      return beside(layer.branches.map((branch) => chain(branch, before, 3)), ["concatenate", ...behind], out);
    case "two streams":
      return streams(layer.outputs / 2, layer.stride, behind, out);
    default:
      return box([labelOf(layer), behind.join(" · ")].filter((line) => line !== ""), out, colourOf(layer.kind));
  }
}

/** What learns is coloured by what it is; what does not is grey. */
function colourOf(kind: string): string {
  return kind === "convolution"
    ? COLOURS[0]!
    : kind === "linear"
    ? COLOURS[2]!
    : kind.endsWith("pool")
    ? COLOURS[1]!
    : "#777777";
}

function box(lines: readonly string[], out: string, colour: string): Part {
  const tall = lines.length * LINE + 8;
  return {
    left: BOX / 2,
    right: BOX / 2,
    height: tall,
    draw: (x, y) =>
      `<rect x="${
        x - BOX / 2
      }" y="${y}" width="${BOX}" height="${tall}" rx="4" fill="${colour}" fill-opacity="0.12" stroke="${colour}"/>` +
      lines.map((line, i) => text(x, y + LINE * (i + 1), line, i === 0 ? "600" : "400")).join("") +
      (out === "" ? "" : text(x + 7, y + tall + 14, out, "400", "start", 11)),
  };
}

/** Where data comes in. */
function pill(words: string): Part {
  return {
    left: BOX / 2,
    right: BOX / 2,
    height: 24,
    draw: (x, y) =>
      `<rect x="${x - 50}" y="${y}" width="100" height="24" rx="12" fill="#ffffff" stroke="#222222"/>${
        text(x, y + 16, words)
      }`,
  };
}

function stacked(parts: readonly Part[]): Part {
  return {
    left: Math.max(0, ...parts.map(({ left }) => left)),
    right: Math.max(0, ...parts.map(({ right }) => right)),
    height: heightOf(parts),
    open: parts[0]?.open ?? false,
    draw: (x, y) => {
      let at = y;
      return parts.map((part, i) => {
        const arrow = i === 0 ? "" : path([[x, at], [x, at += ARROW]], !part.open);
        const drawn = arrow + part.draw(x, at);
        at += part.height;
        return drawn;
      }).join("");
    },
  };
}

function heightOf(parts: readonly Part[]): number {
  return parts.reduce((sum, { height }) => sum + height, 0) + Math.max(0, parts.length - 1) * ARROW;
}

/** A dashed frame with how often its content comes. */
function repeated(part: Part, times: number): Part {
  const [left, right] = [part.left + 8, part.right + 8];
  return {
    left,
    right,
    height: part.height + 28,
    open: true,
    draw: (x, y) =>
      `<rect x="${x - left}" y="${y}" width="${left + right}" height="${
        part.height + 28
      }" rx="6" fill="none" stroke="#777777" stroke-dasharray="4 3"/>` +
      path([[x, y], [x, y + 10]], !part.open) + part.draw(x, y + 10) +
      path([[x, y + 10 + part.height], [x, y + part.height + 28]]) +
      `<rect x="${x + right - 38}" y="${y - 8}" width="30" height="16" fill="#ffffff"/>` +
      text(x + right - 23, y + 4, `× ${times}`, "600"),
  };
}

/** Branches that start from one point and meet in a joint; one without parts is a line. */
function beside(branches: readonly (readonly Part[])[], joint: readonly string[], out: string): Part {
  const [top, bottom] = [14, 20];
  const stacks = branches.map((parts) => parts.length === 0 ? undefined : stacked(parts));
  const tallest = Math.max(...stacks.map((stack) => stack?.height ?? 0));
  const main = stacks[0] ?? { left: 0, right: 0 };
  let edge = main.right;
  const places = stacks.map((stack, i) => {
    if (i === 0) return 0;
    const place = edge + SIDE + (stack?.left ?? 0);
    edge = place + (stack?.right ?? 0);
    return place;
  });
  const words = joint.join(" · ");
  const wide = joint[0] === "+" && joint.length === 1 ? 22 : 14 + 6.4 * words.length;
  const height = top + tallest + bottom + 22;
  return {
    left: Math.max(main.left, wide / 2),
    right: Math.max(edge, wide / 2) + 4,
    height,
    open: true,
    draw: (x, y) => {
      const end = y + top + tallest + bottom;
      const lines = stacks.map((stack, i) => {
        const at = x + places[i]!;
        const below = y + top + (stack?.height ?? 0);
        const enter: [number, number][] = i === 0 ? [[x, y], [x, y + top]] : [[x, y + 4], [at, y + 4], [at, y + top]];
        const leave: [number, number][] = i === 0
          ? [[x, below], [x, end]]
          : [[at, below], [at, end + 11], [x + wide / 2, end + 11]];
        return path(enter, stack !== undefined && !stack.open) + (stack?.draw(at, y + top) ?? "") + path(leave, true);
      });
      return lines.join("") +
        `<rect x="${x - wide / 2}" y="${end}" width="${wide}" height="22" rx="11" fill="#ffffff" stroke="#222222"/>` +
        text(x, end + 15.5, words, "600") + (out === "" ? "" : text(x + 7, end + 36, out, "400", "start", 11));
    },
  };
}

/** A generalised residual layer: four convolutions between two streams, and the first one's shortcut. */
function streams(channels: number, stride: number, behind: readonly string[], out: string): Part {
  const [gap, tall] = [34, 84];
  const half = 74;
  const foot = `conv 3×3, ${channels} + ${channels}${stride > 1 ? `, stride ${stride}` : ""}`;
  return {
    left: half,
    right: half,
    height: tall + 40,
    draw: (x, y) => {
      const [r, t, top, low] = [x - gap, x + gap, y + 24, y + tall - 8];
      const ring = (at: number, word: string): string =>
        `<circle cx="${at}" cy="${low}" r="9" fill="#ffffff" stroke="#222222"/>${text(at, low + 4, "+", "600")}` +
        text(at, top - 8, word, "600");
      const blue = COLOURS[0]!;
      return `<rect x="${x - half}" y="${y}" width="${2 * half}" height="${
        tall + 40
      }" rx="6" fill="${blue}" fill-opacity="0.06" stroke="${blue}"/>` +
        [[r, r], [t, t], [r, t], [t, r]].map(([from, to]) =>
          path(
            [[from!, top], [to! + (from === to ? 0 : Math.sign(from! - to!) * 8), low - (from === to ? 9 : 6)]],
            true,
            blue,
          )
        ).join("") +
        path([[r, top], [r - 27, top + 12], [r - 27, low], [r - 9, low]], true) +
        text(r - 14, (top + low) / 2 + 8, "s", "600") + ring(r, "r") + ring(t, "t") +
        text(x, y + tall + 14, foot) + text(x, y + tall + 30, behind.join(" · ")) +
        (out === "" ? "" : text(x + 7, y + tall + 54, out, "400", "start", 11));
    },
  };
}

/** Columns of about the same height, in order. */
function balanced(parts: readonly Part[], most: number): Part[][] {
  const goal = heightOf(parts) / most;
  const stacks: Part[][] = [[]];
  for (const part of parts) {
    const last = stacks.at(-1)!;
    if (last.length > 0 && stacks.length < most && heightOf(last) + part.height / 2 > goal) stacks.push([part]);
    else last.push(part);
  }
  return stacks;
}

function sizes(shape: readonly number[]): string {
  return shape.join(" × ");
}

function text(x: number, y: number, words: string, weight = "400", anchor = "middle", size = 12): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" font-weight="${weight}" font-size="${size}">${
    escapeHtml(words)
  }</text>`;
}

/** A line through points, with a head at its end if it is an arrow. */
function path(points: readonly (readonly [number, number])[], arrow = false, colour = "#444444"): string {
  const line = `<polyline points="${points.map((point) => point.join()).join(" ")}" fill="none" stroke="${colour}"/>`;
  if (!arrow) return line;
  const [[x0, y0], [x1, y1]] = [points.at(-2)!, points.at(-1)!];
  const length = Math.sqrt((x1 - x0) ** 2 + (y1 - y0) ** 2) || 1;
  const [dx, dy] = [6 * (x1 - x0) / length, 6 * (y1 - y0) / length];
  const head = [[x1, y1], [x1 - dx - dy / 2, y1 - dy + dx / 2], [x1 - dx + dy / 2, y1 - dy - dx / 2]];
  return `${line}<polygon points="${
    head.map((point) => point.map((n) => n.toFixed(1)).join()).join(" ")
  }" fill="${colour}"/>`;
}
