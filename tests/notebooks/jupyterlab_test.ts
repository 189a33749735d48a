import { expect } from "expect";
import { dirname, join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { marks } from "../../tools/guard.ts";
import { type Notebook, notebookFile, notebookNames, readNotebook } from "../../tools/notebook.ts";
import { environment, program } from "../../tools/paths.ts";
import { openBrowser, skip } from "../browser.ts";
import { inLanes } from "./in_lanes.ts";
import { JupyterServer } from "./jupyter_server.ts";

const names = await notebookNames();
const folder = await Deno.makeTempDir({ prefix: "nnr-jupyterlab-" });
const notebooks = join(folder, "notebooks");
const env = { ...environment, JUPYTER_DATA_DIR: join(folder, "data"), JUPYTER_CONFIG_DIR: join(folder, "config") };

/** Starts JupyterLab. */
async function startLab(): Promise<JupyterServer> {
  const settings = join(folder, "config", "lab", "user-settings", "@jupyterlab", "notebook-extension");
  await Deno.mkdir(settings, { recursive: true });
  // All cells are drawn, not those in sight alone.
  await Deno.writeTextFile(join(settings, "tracker.jupyterlab-settings"), '{ "windowingMode": "none" }');
  // The tests open and close notebooks in it.
  const options = ["--LabApp.expose_app_in_browser=True"];
  return await JupyterServer.start({ module: "jupyterlab", folder: notebooks, env, options });
}

/** Signs the notebooks, as set-up does with the committed ones. */
async function trust(): Promise<void> {
  const args = ["-m", "jupyter", "trust", ...names.map((name) => `${name}.ipynb`)];
  const { success, stderr } = await new Deno.Command(program("python"), { args, cwd: notebooks, env }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
}

/** What a reader sees of a notebook in JupyterLab. */
interface Seen {
  /** What JupyterLab says of its trust in the notebook. */
  readonly trust: string;
  /** The text of the outputs. */
  readonly text: string;
  /** The figures whose picture is drawn, by their alternative text. */
  readonly pictures: readonly string[];
  /** Errors: of the page, of formulas, of outputs. */
  readonly errors: readonly string[];
  /** Addresses outside the server that the page asked for. */
  readonly outside: readonly string[];
}

/** A page with JupyterLab in it, and what went wrong there so far. */
interface Lab {
  readonly page: Page;
  readonly errors: string[];
  readonly outside: string[];
}

/** Opens JupyterLab, without a notebook: that takes longer than to show most of them. */
async function openLab(browser: Browser, address: string): Promise<Lab> {
  const page = await browser.newPage();
  const [errors, outside]: [string[], string[]] = [[], []];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.route((url) => !url.href.startsWith(address) && /^(http|ws)/.test(url.protocol), (route) => {
    outside.push(route.request().url());
    return route.abort();
  });
  await page.goto(`${address}lab?reset`);
  await page.waitForFunction("globalThis.jupyterapp?.restored.then(() => true)");
  return { page, errors, outside };
}

/** The notebook in front. */
const front = ".jp-NotebookPanel:not(.lm-mod-hidden)";

/** Opens a notebook in JupyterLab, before those that are open there, and looks at it. */
async function look({ page, errors, outside }: Lab, name: string): Promise<Seen> {
  await page.evaluate(`jupyterapp.commands.execute("docmanager:open", { path: "${name}.ipynb" }).then(() => {})`);
  await page.locator(`${front} .jp-OutputArea-output`, { hasText: "Ledger." }).waitFor();
  await page.waitForFunction(`[...document.querySelectorAll("${front} img")].every((img) => img.complete)`);
  await page.waitForFunction(`!document.querySelector("${front} .jp-RenderedMarkdown")?.textContent.includes("$")`);
  const seen = await page.evaluate<Omit<Seen, "outside">>(`({
    trust: document.querySelector(".jp-StatusItem-trust").title,
    text: [...document.querySelectorAll("${front} .jp-OutputArea-output")].map((output) => output.innerText).join("\\n"),
    pictures: [...document.querySelectorAll("${front} .jp-OutputArea-output img")]
      .filter((img) => img.naturalWidth > 0 && img.getBoundingClientRect().width > 0).map((img) => img.alt),
    errors: [...document.querySelectorAll("mjx-merror, [data-mime-type*=error], [data-mime-type*=stderr]")]
      .map((element) => element.textContent),
  })`);
  return { ...seen, errors: [...errors.splice(0), ...seen.errors], outside: outside.splice(0) };
}

/** The claims of an executed notebook, and the alternative texts of its figures. */
function shown(notebook: Notebook): { readonly claims: readonly string[]; readonly figures: readonly string[] } {
  const ledger = marks(notebook).at(-1)?.mark.ledger as readonly { id: string }[] | undefined;
  const html = notebook.cells.flatMap(({ outputs = [] }) => outputs).map(({ data }) =>
    [data?.["text/html"]].flat().join("")
  );
  const figures = html.flatMap((text) => [...text.matchAll(/<img[^>]* alt="([^"]*)"/g)].map(([, alt = ""]) => alt));
  return { claims: (ledger ?? []).map(({ id }) => id), figures };
}

describe("JupyterLab shows each committed notebook", { skip }, () => {
  let browser: Browser;
  let server: JupyterServer;
  /** The notebooks whose outputs are committed, down to the ledger. */
  const executed: string[] = [];

  before(async () => {
    for (const name of names) {
      const file = join(notebooks, `${name}.ipynb`);
      await Deno.mkdir(dirname(file), { recursive: true });
      await Deno.copyFile(notebookFile(name), file);
      if (shown(await readNotebook(file)).claims.length > 0) executed.push(name);
    }
    [browser, server] = await Promise.all([openBrowser(), startLab()]);
  });
  after(async () => {
    await browser.close();
    await server[Symbol.asyncDispose]();
    await Deno.remove(folder, { recursive: true });
  });

  for (const state of ["untrusted", "trusted"]) {
    describe(state, () => {
      let looks: Map<string, Promise<Seen>>;

      before(async () => {
        if (state === "trusted") await trust();
        const labs = [await openLab(browser, server.address), await openLab(browser, server.address)];
        looks = inLanes(executed, async (name) => {
          const lab = labs.pop()!;
          const seen = await look(lab, name).finally(() => labs.push(lab));
          return seen;
        });
      });

      for (const name of names) {
        it(`${name}: claims and figures are there, nothing fails, nothing is fetched from outside`, async () => {
          expect(executed).toContain(name);
          const { claims, figures } = shown(await readNotebook(notebookFile(name)));
          const seen = await looks.get(name)!;
          expect(seen.trust).toMatch(state === "trusted" ? /^Notebook trusted/ : /^Notebook not trusted/);
          expect(claims.filter((id) => !seen.text.includes(id))).toEqual([]);
          expect(seen.pictures.length).toBeGreaterThanOrEqual(figures.length);
          expect(seen.errors).toEqual([]);
          expect(seen.outside).toEqual([]);
        });
      }
    });
  }
});
