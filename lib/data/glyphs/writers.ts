/**
 * The fonts whose hands write Glyph36, one a writer: each is the regular weight of the npm package `@fontsource/NAME`, under the
 * SIL Open Font License 1.1 or the Apache License 2.0 (data/README.md lists which). Chosen by eye: print or plain script as a pen
 * leaves it.
 *
 * `seen` write the training, validation and test images, half of them: the other half are drawn hands. `unseen` write those of a
 * split of their own.
 */
export const glyphWriters: { readonly seen: readonly string[]; readonly unseen: readonly string[] } = {
  seen: [
    "amatic-sc",
    "annie-use-your-telescope",
    "architects-daughter",
    "bad-script",
    "balsamiq-sans",
    "caveat",
    "caveat-brush",
    "cedarville-cursive",
    "chilanka",
    "comic-neue",
    "comic-relief",
    "courgette",
    "covered-by-your-grace",
    "damion",
    "dancing-script",
    "delicious-handrawn",
    "delius",
    "farsan",
    "freehand",
    "gaegu",
    "grandstander",
    "handlee",
    "happy-monkey",
    "homemade-apple",
    "indie-flower",
    "itim",
    "kaushan-script",
    "liu-jian-mao-cao",
    "long-cang",
    "marck-script",
    "ms-madi",
    "nanum-brush-script",
    "nanum-pen-script",
    "neucha",
    "oooh-baby",
    "permanent-marker",
    "poor-story",
    "reenie-beanie",
    "satisfy",
    "shadows-into-light",
    "shantell-sans",
    "sniglet",
    "sriracha",
    "sue-ellen-francisco",
    "swanky-and-moo-moo",
    "vibur",
    "yomogi",
    "zen-kurenaido",
  ],
  unseen: [
    "finger-paint",
    "gloria-hallelujah",
    "gochi-hand",
    "kalam",
    "mansalva",
    "patrick-hand",
    "playpen-sans",
    "rock-salt",
    "schoolbell",
    "short-stack",
    "the-girl-next-door",
    "yusei-magic",
  ],
};

/** A font that writes Glyph36. */
export interface GlyphFont {
  /** The part of its package's name after `@fontsource/`. */
  readonly name: string;
  /** Characters that a drawn hand writes instead; none unless given. */
  readonly unfit?: string;
  /** The folder whose `node_modules` has it; the project's unless given. */
  readonly folder?: string;
}

/** Characters of some fonts that are too ornate for a printed capital, or another letter to the eye: drawn hands lend theirs. */
const unfit: Readonly<Record<string, string>> = {
  "bad-script": "AFGZ",
  "cedarville-cursive": "GHIJLQSXYZ",
  "courgette": "GHJQZ",
  "damion": "ALMNQVW",
  "dancing-script": "AFGHJLQXYZ",
  "freehand": "FHJQXYZ",
  "homemade-apple": "FGHIJSTXYZ",
  "kaushan-script": "FGHIJQST",
  "liu-jian-mao-cao": "FHX",
  "long-cang": "FHJXYZ",
  "marck-script": "ABDFGHIJKLPQRSTVXYZ",
  "ms-madi": "BEFGHIJKLMPQRSTXYZ",
  "oooh-baby": "AFGHIJQ",
  "satisfy": "FGHIJSTXYZ",
  "vibur": "JVW",
};

/** Those of a split's writers that are fonts. */
export function fontsOf(split: string): readonly GlyphFont[] {
  const names = split === "unseen" ? glyphWriters.unseen : glyphWriters.seen;
  return names.map((name) => ({ name, unfit: unfit[name] ?? "" }));
}
