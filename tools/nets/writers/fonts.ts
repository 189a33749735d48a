/** Further handwriting fonts that the nets for letters learn from; no reader needs them. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { GlyphFont } from "nnr/data";
import { root } from "../../paths.ts";
import { installBeside } from "../../setup/further_packages.ts";
import { TaskError } from "../../task.ts";

/** A folder of their own: `package.json` names them with their versions. */
const folder: string = join(root, "tools", "nets", "writers");

/**
 * Characters that are left to a drawn hand: a net that had learnt from Glyph36's seen writers alone gave them less than 0.1.
 * Fonts of which it read less than 0.7 on average, or with more than six such characters, are not here.
 */
const unfit: Readonly<Record<string, string>> = {
  arizonia: "FJZ",
  bangers: "Y",
  bilbo: "B",
  "black-and-white-picture": "7",
  calligraffitti: "B",
  caramel: "J",
  charm: "B",
  charmonman: "BG",
  comforter: "G",
  "comforter-brush": "G",
  "crafty-girls": "GV",
  "cute-font": "S8",
  "delius-swash-caps": "IL",
  "east-sea-dokdo": "2",
  "edu-vic-wa-nt-beginner": "B",
  engagement: "BIJZ",
  ephesis: "BGILZ",
  estonia: "B",
  explora: "FIL",
  fasthand: "BFX",
  felipa: "BI",
  "give-you-glory": "46",
  hurricane: "B",
  "kolker-brush": "I",
  kristi: "BGJN4",
  "la-belle-aurore": "BFGIJN",
  "londrina-solid": "I",
  "luckiest-guy": "I",
  "ma-shan-zheng": "B",
  "macondo-swash-caps": "JLV",
  "moon-dance": "B",
  mynerve: "G",
  "over-the-rainbow": "FX",
  "playwrite-ca": "IJSZ",
  "playwrite-in": "GIJS",
  "playwrite-nl": "IJ",
  "playwrite-us-trad": "IJSZ",
  quintessential: "FL",
  qwigley: "FJ",
  "sedgwick-ave-display": "L",
  smooch: "J",
  sofia: "V",
  "sour-gummy": "0",
  waterfall: "BDHLZ",
  "yuji-boku": "BR14",
  zeyada: "JX",
  "zhi-mang-xing": "B",
};

/** Some 130 MB. */
export async function installWriters(): Promise<void> {
  await installBeside(folder, "the writers' fonts");
}

/** @throws {TaskError} when they are not installed. */
export function furtherWriters(): readonly GlyphFont[] {
  if (!existsSync(join(folder, "node_modules"))) {
    throw new TaskError("The nets learn from further fonts, which are not installed: deno task nets --install");
  }
  const { dependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return Object.keys(dependencies).map((dependency) => {
    const name = dependency.replace("@fontsource/", "");
    return { name, unfit: unfit[name] ?? "", folder };
  });
}
