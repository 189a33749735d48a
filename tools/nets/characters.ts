import { CHARACTERS as characters } from "../../lib/vision/context/mod.ts";

/** What the nets that `deno task nets` embeds read, in the order of their outputs. */
export const CHARACTERS: readonly string[] = [...characters];
