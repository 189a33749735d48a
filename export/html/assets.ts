/** What the pages load: styles, fonts, scripts, all from the site itself. */
import { join } from "node:path";
import { STYLES } from "./page.ts";
import { root } from "../../tools/paths.ts";

const sans = ["400Regular", "400Regular_Italic", "600SemiBold"];

/** Copies styles, fonts and scripts into the site; Plotly's script where a figure needs it. */
export async function writeAssets(folder: string, { interactive }: { interactive: boolean }): Promise<void> {
  const packages = join(root, "node_modules");
  const fonts = join(folder, "fonts");
  await Deno.mkdir(fonts, { recursive: true });
  const copy = (from: string, to: string): Promise<void> => Deno.copyFile(join(packages, from), join(folder, to));
  for (const style of sans) {
    const file = `SourceSans3_${style}.ttf`;
    await copy(`@expo-google-fonts/source-sans-3/${style}/${file}`, `fonts/${file}`);
  }
  // KaTeX's fonts come in three formats, of which every browser of today reads this one.
  const css = await Deno.readTextFile(join(packages, "katex", "dist", "katex.min.css"));
  const used = new Set<string>();
  const slim = css.replace(/src:url\((fonts\/[\w-]+\.woff2)\) format\("woff2"\)[^;}]*/g, (_, file: string) => {
    used.add(file);
    return `src:url(${file}) format("woff2")`;
  });
  await Deno.writeTextFile(join(folder, "katex.css"), slim);
  for (const file of used) await copy(`katex/dist/${file}`, file);
  const own = [...STYLES, "page.js", ...(interactive ? ["interactive.js"] : [])];
  for (const file of own) await Deno.copyFile(join(root, "export", "html", "site", file), join(folder, file));
  if (interactive) await copy("plotly.js-dist-min/plotly.min.js", "plotly.min.js");
}
