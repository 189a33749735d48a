import { labelOf, type Layer, type Layers, shapeAfter } from "../models/mod.ts";

/** What a diagram shows as one: a layer with the batch norm and the activation behind it, so many times one after another. */
export interface Unit {
  /** What the box is. */
  readonly layer: Layer;
  /** What follows in the same box. */
  readonly behind: readonly string[];
  /** The shape of what comes out. */
  readonly shape: readonly number[];
}

/** Units that stand one after another, as often as `times` says. */
export interface Group {
  readonly units: readonly Unit[];
  readonly times: number;
}

const joined: readonly Layer["kind"][] = ["batch norm", "activation"];

/** Layers as units. */
export function unitsOf(layers: Layers, input: readonly number[]): Unit[] {
  const units: { layer: Layer; behind: string[]; shape: readonly number[] }[] = [];
  let shape = input;
  for (const layer of layers) {
    shape = shapeAfter([layer], shape);
    const last = units.at(-1);
    if (last && joined.includes(layer.kind)) last.behind.push(labelOf(layer));
    else units.push({ layer, behind: [], shape });
  }
  return units;
}

/** Units with those that come several times in a row, alone or in pairs, told once, if they come at least so often. */
export function grouped(units: readonly Unit[], least: number): Group[] {
  const groups: Group[] = [];
  const texts = units.map((unit) => JSON.stringify(unit));
  for (let i = 0; i < units.length;) {
    const [period, times] = [1, 2].map((p) => [p, repeats(texts, i, p)] as const)
      .find(([, n]) => n >= least) ?? [1, 1];
    groups.push({ units: units.slice(i, i + period), times });
    i += period * times;
  }
  return groups;
}

/** How often the p texts from place i on stand there one after another. */
function repeats(texts: readonly string[], i: number, p: number): number {
  let times = 1;
  while (
    i + (times + 1) * p <= texts.length &&
    Array.from({ length: p }, (_, k) => k).every((k) => texts[i + k] === texts[i + times * p + k])
  ) times++;
  return times;
}
