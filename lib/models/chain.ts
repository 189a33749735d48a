import type { NetDescription } from "./description.ts";
import { convolutional, deep, fullyConnected, type Joint, modern } from "./nets.ts";
import type { Recipe } from "./recipe.ts";

/** One idea: what is new in its recipe beside another one's. */
export interface Idea {
  /** What is new. */
  readonly idea: string;
  /** The idea that it is compared with; the one before unless given. */
  readonly beside?: string;
  /** How it is trained. */
  readonly recipe: Recipe;
}

/** A training of a few epochs at a rate that suits nets without batch norm. */
function plainRecipe(net: NetDescription, epochs: number): Recipe {
  return {
    ...{ net, start: "Xavier", augment: "nothing", schedule: "constant", rate: 0.02, weightDecay: 5e-4 },
    ...{ smoothing: 0, whitened: false, batchSize: 64, epochs },
  };
}

/** The same with He's start, batch norm's larger rate, augmentation and one cycle: how deep nets are trained here. */
export function normedRecipe(net: NetDescription, epochs: number): Recipe {
  return {
    ...plainRecipe(net, epochs),
    ...{ start: "He", augment: "characters", schedule: "one cycle", rate: 0.1 },
  };
}

/**
 * The ideas of sixty years on one set of characters, each added to those before: from the fully connected net to a small net of
 * today.
 */
export function chain(input: readonly number[], classes: number, epochs: number): readonly Idea[] {
  const bare = convolutional(input, classes, { pooling: false, norm: false });
  const pooled = convolutional(input, classes, { norm: false });
  const normed = convolutional(input, classes);
  const plain = plainRecipe(pooled, epochs);
  const he: Recipe = { ...plain, start: "He" };
  const norm: Recipe = { ...he, net: normed };
  const varied: Recipe = { ...norm, augment: "characters" };
  return [
    { idea: "fully connected", recipe: plainRecipe(fullyConnected(input, 64, classes), epochs) },
    { idea: "convolution", recipe: plainRecipe(bare, epochs) },
    { idea: "pooling", recipe: plain },
    { idea: "a start too small", beside: "pooling", recipe: { ...plain, start: "small" } },
    { idea: "He's start", beside: "pooling", recipe: he },
    { idea: "batch norm", recipe: norm },
    { idea: "augmentation", recipe: varied },
    { idea: "one cycle", recipe: { ...varied, schedule: "one cycle", rate: 0.1 } },
  ];
}

/** The parts of the small modern recipe, each taken away from it in turn. */
export function modernParts(input: readonly number[], classes: number, recipe: Recipe): readonly Idea[] {
  const without = (idea: string, change: Partial<Recipe>): Idea => ({
    idea: `without ${idea}`,
    beside: "all of it",
    recipe: { ...recipe, ...change },
  });
  return [
    { idea: "all of it", recipe },
    without("whitening", { whitened: false }),
    without("smoothed labels", { smoothing: 0 }),
    without("one cycle", { schedule: "constant", rate: recipe.rate / 4 }),
    without("augmentation", { augment: "nothing" }),
    without("residuals", { net: modern(input, classes, { residuals: false }) }),
  ];
}

/** Deep nets that differ in depth, and at one depth in how their layers are joined. */
export function depths(input: readonly number[], classes: number, epochs: number): readonly Idea[] {
  const net = (joint: Joint, blocks: number): NetDescription => deep(joint, input, classes, { blocks, channels: 8 });
  const idea = (joint: Joint, blocks: number): Idea => {
    const { name } = net(joint, blocks);
    const beside = net("plain", joint === "plain" ? 1 : blocks).name;
    return { idea: name, ...(beside !== name && { beside }), recipe: normedRecipe(net(joint, blocks), epochs) };
  };
  return [
    ...([1, 3, 7] as const).flatMap((blocks) => [idea("plain", blocks), idea("residual", blocks)]),
    ...[idea("concatenation", 3), idea("ResNet in ResNet", 3)],
  ];
}
