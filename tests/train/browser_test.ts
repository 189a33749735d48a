import { build } from "esbuild";
import { expect } from "expect";
import { after, before, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import { engine } from "nnr";
import { run } from "../../tools/command.ts";
import { root } from "../../tools/paths.ts";
import { openBrowser, skip } from "../browser.ts";
import { digests } from "./digest.ts";

/** What a page or a worker found. */
interface Found {
  readonly arithmetic: string;
  /** Of a hundred steps of each net. */
  readonly digests: readonly string[];
  /** Whether threads took part. */
  readonly helped: boolean;
}

/** Trains until threads have helped, where `threads` is more than one: a browser starts them between two turns of the event loop. */
const program = `
  import { engine } from "nnr";
  import { digests } from "./digest.ts";
  export async function train(threads) {
    const found = [];
    do {
      found.push(...digests(threads));
      await new Promise((resolve) => setTimeout(resolve));
    } while (threads > 1 && engine().helped === 0 && found.length < 60);
    return { arithmetic: engine().arithmetic, digests: [...new Set(found)], helped: engine().helped > 0 };
  }
`;
const worker = 'import { train } from "/train.js"; onmessage = async ({ data }) => postMessage(await train(data));';
/** Evaluated in the page. */
const inPage = 'import("/train.js").then(({ train }) => train(1))';
const inWorker = (threads: number): string =>
  `new Promise((resolve, reject) => {
    const worker = new Worker("/worker.js", { type: "module" });
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(${threads});
  })`;

/** With these a page may share memory between threads. */
const isolating = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };

/** The library as it is built for the kernels, and the nets, in one module that asks for nothing of Node's. */
async function bundle(): Promise<string> {
  const { code, text } = await run("node", ["tools/build.mjs"]);
  if (code !== 0) throw new Error(text);
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: `${root}/tests/train`, loader: "ts" },
    bundle: true,
    format: "esm",
    platform: "browser",
    write: false,
  });
  return outputFiles[0]!.text;
}

/** Serves a page, the module and the worker on a free port of this machine. */
function serve(module: string, headers: Readonly<Record<string, string>>): Deno.HttpServer<Deno.NetAddr> {
  return Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => {
    const { pathname } = new URL(request.url);
    const [text, type] = pathname === "/train.js"
      ? [module, "text/javascript"]
      : pathname === "/worker.js"
      ? [worker, "text/javascript"]
      : ["<!doctype html><title>nnr</title>", "text/html"];
    return new Response(text, { headers: { ...headers, "content-type": type } });
  });
}

describe("a hundred training steps in a browser", { skip }, () => {
  let browser: Browser;
  let module: string;

  before(async () => {
    [browser, module] = await Promise.all([openBrowser(), bundle()]);
  });
  after(() => browser.close());

  /** Evaluates in a page of its own; what fails in the page fails here. */
  async function evaluate(code: string, headers: Readonly<Record<string, string>>): Promise<Found> {
    await using server = serve(module, headers);
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.addr.port}/`);
    const found = await page.evaluate<Found>(code);
    await page.close();
    return found;
  }

  const cases = [
    { name: "a page", code: inPage, headers: {}, helped: false },
    { name: "a page that may share memory", code: inPage, headers: isolating, helped: false },
    { name: "a worker, alone", code: inWorker(1), headers: {}, helped: false },
    { name: "a worker with threads", code: inWorker(2), headers: isolating, helped: true },
  ];
  for (const { name, code, headers, helped } of cases) {
    it(`end in Deno's bits in ${name}`, async (t) => {
      const found = await evaluate(code, headers);
      expect(found.helped).toBe(helped);
      expect(found.digests.length).toBe(3);
      const { arithmetic } = engine();
      if (found.arithmetic === arithmetic) expect(found.digests).toEqual(digests(1));
      else t.skip(`the browser's arithmetic is ${found.arithmetic}, Deno's ${arithmetic}`);
    });
  }
});
