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

/** Passes of a fully connected net in the time of one pass of a convolutional one, about. */
const PASSES = 5;
/** From the rate of nets without batch norm to that of nets with it. */
const FASTER = 5;

/**
 * Ideas on one set of characters, each added to one that is named: from the fully connected net to a convolutional one with
 * batch norm, augmentation and one cycle. Rate and schedule are changed apart and together, as the one hangs on the other; the
 * fully connected net is given as much time as the first convolutional one, not as few passes.
 */
export function chain(input: readonly number[], classes: number, epochs: number): readonly Idea[] {
  const bare = convolutional(input, classes, { pooling: false, norm: false });
  const pooled = convolutional(input, classes, { norm: false });
  const normed = convolutional(input, classes);
  const plain = plainRecipe(pooled, epochs);
  const he: Recipe = { ...plain, start: "He" };
  const norm: Recipe = { ...he, net: normed };
  const varied: Recipe = { ...norm, augment: "characters" };
  const faster: Recipe = { ...varied, rate: FASTER * varied.rate };
  const cycled: Recipe = { ...varied, schedule: "one cycle" };
  const both: Recipe = { ...cycled, rate: faster.rate };
  return [
    { idea: "fully connected", recipe: plainRecipe(fullyConnected(input, 64, classes), PASSES * epochs) },
    { idea: "convolution", recipe: plainRecipe(bare, epochs) },
    { idea: "pooling", recipe: plain },
    { idea: "a start too small", beside: "pooling", recipe: { ...plain, start: "small" } },
    { idea: "He's start", beside: "pooling", recipe: he },
    { idea: "batch norm", recipe: norm },
    { idea: "augmentation", recipe: varied },
    { idea: "a larger rate", beside: "augmentation", recipe: faster },
    { idea: "one cycle", beside: "augmentation", recipe: cycled },
    { idea: "one cycle, larger rate", beside: "one cycle", recipe: both },
    { idea: "all but batch norm", beside: "one cycle, larger rate", recipe: { ...both, net: pooled } },
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

/** Blocks a stage of the deep nets. */
const DEPTHS = [1, 3, 7];

/** Deep nets that differ in depth, and at one depth in how their layers are joined. */
export function depths(input: readonly number[], classes: number, epochs: number): readonly Idea[] {
  const idea = (joint: Joint, blocks: number): Idea => {
    const net = (joint: Joint, blocks: number): NetDescription => deep(joint, input, classes, { blocks, channels: 8 });
    // A plain net is compared with the next shallower one, any other with the plain one as deep.
    const shallower = DEPTHS[DEPTHS.indexOf(blocks) - 1] ?? blocks;
    const [{ name }, beside] = [net(joint, blocks), net("plain", joint === "plain" ? shallower : blocks).name];
    return { idea: name, ...(beside !== name && { beside }), recipe: normedRecipe(net(joint, blocks), epochs) };
  };
  return [
    ...DEPTHS.flatMap((blocks) => [idea("plain", blocks), idea("residual", blocks)]),
    ...[idea("concatenation", 3), idea("ResNet in ResNet", 3)],
  ];
}
