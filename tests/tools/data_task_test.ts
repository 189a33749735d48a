import { expect } from "expect";
import { zipSync } from "fflate";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import process from "node:process";
import { describe, it } from "node:test";
import { nist36 } from "nnr/data";
import { fetchSet } from "../../tools/data/fetch_set.ts";
import { sets } from "../../tools/data/sets.ts";
import { program, root } from "../../tools/paths.ts";
import { matTypes, writeMat } from "../data/mat_writer.ts";
import { type Answer, filesIn, give, HURRY, type TestServer, withServer } from "./data_server.ts";

/** The course's archive as it may have been: three small files in a folder. */
const course = zipSync(
  Object.fromEntries(["train", "valid", "test"].map((split) => {
    const images = { name: `${split}_data`, shape: [2, 1024], values: Array(2048).fill(1), type: matTypes.double };
    const values = Array.from({ length: 72 }, (_, i) => i === 0 || i === 71 ? 1 : 0);
    const labels = { name: `${split}_labels`, shape: [2, 36], values, type: matTypes.uint8 };
    return [`data/nist36_${split}.mat`, writeMat([images, labels])];
  })),
  { level: 0 },
);
const files = ["nist36/nist36_test.mat", "nist36/nist36_train.mat", "nist36/nist36_valid.mat"];

/** `deno task data` in a process of its own, without the proxies and folders of whoever tests. */
function start(words: readonly string[], env: Record<string, string>): Deno.ChildProcess {
  const own = /^(NNR_.*|(HTTPS?|ALL|NO)_PROXY)$/i;
  const others = Object.entries(Deno.env.toObject()).filter(([name]) => !own.test(name));
  return new Deno.Command(program("deno"), {
    args: ["run", "-A", "--no-check", "tools/data.ts", ...words],
    cwd: root,
    env: { ...Object.fromEntries(others), NO_COLOR: "1", ...env },
    clearEnv: true,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

async function data(
  words: readonly string[],
  env: Record<string, string>,
): Promise<{ code: number; out: string; told: string }> {
  const { code, stdout, stderr } = await start(words, env).output();
  const text = new TextDecoder();
  return { code, out: text.decode(stdout), told: text.decode(stderr) };
}

/** NIST36 as the library reads it from a folder. */
function readFrom(folder: string): readonly number[] {
  const before = process.env.NNR_DATA;
  process.env.NNR_DATA = folder;
  try {
    return [...nist36("test").labels];
  } finally {
    if (before === undefined) delete process.env.NNR_DATA;
    else process.env.NNR_DATA = before;
  }
}

describe("deno task data", () => {
  it("downloads from the official address through a proxy, to where the library reads", () =>
    withServer(async (proxy, folder) => {
      proxy.answer = give(course);
      const { code, out, told } = await data(["nist36"], { NNR_DATA: folder, HTTP_PROXY: proxy.address });
      expect([code, out, told]).toEqual([0, "", "nist36: unpacking\nnist36: is there\n"]);
      expect(proxy.visits).toEqual(["http://www.cs.cmu.edu/~lkeselma/16720a_data/data.zip"]);
      expect(await filesIn(folder)).toEqual([".downloads/data.zip.first.json", ...files]);
      expect(readFrom(folder)).toEqual([0, 35]);
    }));
  it("downloads from a mirror, past a proxy where NO_PROXY says so, and lists the set as JSON", () =>
    withServer(async (mirror, folder) => {
      mirror.answer = give(course);
      const env = { NNR_DATA: folder, HTTP_PROXY: "http://127.0.0.1:9", NO_PROXY: "127.0.0.1" };
      const words = ["nist36", "--json", `--mirror=nist36=${mirror.address}/sets`];
      const { code, out } = await data(words, env);
      expect([code, mirror.visits]).toEqual([0, ["/sets/data.zip"]]);
      const [state] = JSON.parse(out);
      expect(state).toMatchObject({ name: "nist36", state: "present", sources: [{ checksumFrom: "first download" }] });
      expect(state.bytes).toBe(state.files.reduce((sum: number, file: { bytes: number }) => sum + file.bytes, 0));
    }));
  it("asks a proxy for a tunnel to an address of https", () =>
    withServer(async (_server, folder) => {
      const asked: (string | undefined)[] = [];
      const proxy = createServer().on("connect", (request, socket) => {
        asked.push(request.url);
        socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      });
      await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
      const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
      const child = start(["cifar10"], { HTTPS_PROXY: address, NNR_DATA: folder });
      const told = child.stderr.pipeThrough(new TextDecoderStream()).getReader();
      expect((await told.read()).value).toMatch(
        /^cifar10: www\.cs\.toronto\.edu cannot be reached/,
      );
      child.kill("SIGKILL");
      await Promise.all([child.status, told.cancel(), child.stdout.cancel()]);
      await new Promise((resolve) => proxy.close(resolve));
      expect(asked).toEqual(["www.cs.toronto.edu:443"]);
    }));
  it("interrupted, goes on the next time", () =>
    withServer(async (mirror, folder) => {
      const env = { NNR_DATA: folder, NNR_MIRROR_NIST36: mirror.address };
      const part = join(folder, ".downloads/data.zip.part");
      mirror.answer = (response) => {
        response.writeHead(200, { etag: '"1"', "content-length": course.length }).write(course.subarray(0, 20_000));
      };
      const child = start(["nist36"], env);
      const streams = [child.stdout.cancel(), child.stderr.cancel()];
      while (((await Deno.stat(part).catch(() => undefined))?.size ?? 0) < 20_000) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      child.kill("SIGINT");
      expect((await child.status).signal).toBe("SIGINT");
      await Promise.all(streams);
      expect(await filesIn(folder)).toEqual([".downloads/data.zip.part", ".downloads/data.zip.part.json"]);
      Object.assign(mirror, { answer: give(course), visits: [] });
      expect((await data(["nist36"], env)).code).toBe(0);
      expect([mirror.visits, readFrom(folder)]).toEqual([["/data.zip bytes=20000-"], [0, 35]]);
    }));
  it("lists every set when none is named, into a file where one is", () =>
    withServer(async (_server, folder) => {
      const file = join(folder, "list.json");
      const { code, out } = await data([`--json=${file}`], { NNR_DATA: folder });
      expect([code, out]).toEqual([0, ""]);
      expect(JSON.parse(await Deno.readTextFile(file)).map(({ name }: { name: string }) => name))
        .toEqual(sets.map(({ name }) => name));
      expect((await data([], { NNR_DATA: folder })).out).toContain(`Data folder: ${folder} (NNR_DATA)\n\nglyph36 (`);
    }));
  it("says in a sentence what is wrong with its words or its folder", async () => {
    expect(await data(["cifar"], {})).toMatchObject({
      code: 1,
      told: expect.stringContaining("There is no set cifar:"),
    });
    expect(await data([], { NNR_DATA: "nowhere" })).toMatchObject({
      code: 1,
      told: expect.stringMatching(/^\nCannot read data from NNR_DATA=nowhere: there is no folder \S+\n$/),
    });
  });
});

describe("the download of a set", () => {
  /** Downloads a set from a mirror; gives what was told, and the sentence that tells why it failed. */
  async function fetched(
    { name, server, folder, answer }: { name: string; server: TestServer; folder: string; answer: Answer },
  ): Promise<{ told: string; failure: string | undefined }> {
    Object.assign(server, { answer, visits: [] });
    let told = "";
    const outlet = { columns: 0, write: (text: string) => told += text, now: () => 0 };
    const set = sets.find((set) => set.name === name)!;
    const failure = await fetchSet(set, { folder, mirror: server.address, patience: HURRY, outlet });
    return { told, failure: failure?.replaceAll(server.address, "ADDRESS").replaceAll(folder, "FOLDER") };
  }

  it("asks for what is missing only", () =>
    withServer(async (server, folder) => {
      await Deno.mkdir(join(folder, "mnist"));
      await Deno.writeTextFile(join(folder, "mnist/train-images-idx3-ubyte"), "my own");
      const answer: Answer = (response) => void response.writeHead(403).end();
      expect((await fetched({ name: "mnist", server, folder, answer })).failure)
        .toBe(
          "Cannot download mnist (train-labels-idx1-ubyte.gz): ADDRESS/train-labels-idx1-ubyte.gz answers 403 Forbidden",
        );
    }));
  it("tells what is no longer there, and where own files go", () =>
    withServer(async (server, folder) => {
      const answer: Answer = (response) => void response.writeHead(404).end();
      expect((await fetched({ name: "nist36", server, folder, answer })).failure).toBe(
        "Cannot download nist36: nothing is there any more: ADDRESS/data.zip answers 404 Not Found. " +
          "Another address: NNR_MIRROR_NIST36 or --mirror=nist36=ADDRESS. Own files: put nist36/nist36_train.mat, " +
          "nist36/nist36_valid.mat, nist36/nist36_test.mat into FOLDER (data/README.md)",
      );
    }));
  it("tells of sets that have no address, need none, or are there", () =>
    withServer(async (server, folder) => {
      const answer = give(course);
      expect((await fetched({ name: "sun8", server, folder, answer })).failure)
        .toMatch(/^Cannot download sun8: no official address of it is known\. Own files: put sun8\/train_files\.txt, /);
      expect((await fetched({ name: "glyph36", server, folder, answer })).told).toMatch(
        /^glyph36: needs no download: /,
      );
      expect((await fetched({ name: "nist36", server, folder, answer })).told).toBe(
        "nist36: unpacking\nnist36: is there\n",
      );
      expect(await fetched({ name: "nist36", server, folder, answer }))
        .toEqual({ told: "nist36: is already there\n", failure: undefined });
      expect(server.visits).toEqual([]);
    }));
});
