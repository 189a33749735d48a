import { join } from "node:path";
import { filesBelow } from "../hash.ts";
import { program, venv } from "../paths.ts";
import { must } from "./advice.ts";
import { once } from "./stamp.ts";

/** Signs the notebooks: JupyterLab runs no script of one that is not signed; the signature is of the content. */
export async function signNotebooks(): Promise<void> {
  const files = await filesBelow("notebooks", [".ipynb"]);
  await once({ stamp: join(venv, ".stamp-trust"), files, words: [] }, async () => {
    if (files.length > 0) await must("signing the notebooks", program("python"), ["-m", "jupyter", "trust", ...files]);
  });
}
