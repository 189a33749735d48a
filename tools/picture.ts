/** The README's picture: a figure of a committed notebook. */
import { Buffer } from "node:buffer";
import { join } from "node:path";
import { type Notebook } from "./notebook.ts";
import { root } from "./paths.ts";

/** Which figure of which notebook. */
export const pictured = { notebook: "03_training", figure: "second-layer" };
const file = join(root, "notebooks", "picture.png");

/** The figure's PNG, from the notebook as it was executed. */
function pictureOf(notebook: Notebook): Uint8Array {
  for (const { data, metadata } of notebook.cells.flatMap((cell) => cell.outputs ?? [])) {
    const mark = metadata?.nnr as { readonly figure?: string } | undefined;
    if (mark?.figure === pictured.figure) return Buffer.from([data!["image/png"]!].flat().join(""), "base64");
  }
  throw new Error(`${pictured.notebook} shows no figure ${pictured.figure}, which README.md takes for its picture`);
}

/** Writes `notebooks/picture.png`. */
export async function writePicture(notebook: Notebook): Promise<void> {
  await Deno.writeFile(file, pictureOf(notebook));
}

/** Whether `notebooks/picture.png` is what the notebook shows. */
export async function samePicture(notebook: Notebook): Promise<boolean> {
  return Buffer.from(await Deno.readFile(file)).equals(pictureOf(notebook));
}
