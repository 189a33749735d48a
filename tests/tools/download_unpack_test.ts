import { expect } from "expect";
import { strToU8, zipSync } from "fflate";
import { join } from "node:path";
import { describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { diskError } from "../../tools/data/download_error.ts";
import type { Source } from "../../tools/data/sets.ts";
import { unpack } from "../../tools/data/unpack.ts";
import { writeTar } from "../data/tar_writer.ts";
import { fetchFrom, filesIn, give, sha256, withServer } from "./data_server.ts";

const text = strToU8("hello");
/** Takes everything, wherever it wants to go. */
const everything = (path: string): string => `set/${path}`;

/** What becomes of an archive that should give `set/a.txt`, and what is left in the folder. */
async function unpacked(
  archive: Uint8Array,
  source: Partial<Source> = {},
): Promise<{ outcome: string; files: string[] }> {
  let left: string[] = [];
  let outcome = "";
  await withServer(async (server, folder) => {
    const how = { gives: ["set/a.txt"], place: everything, checksum: sha256(archive), ...source };
    ({ outcome } = await fetchFrom(server, folder, give(archive), how));
    left = await filesIn(folder);
  });
  return { outcome, files: left };
}

describe("an archive", () => {
  it("is unpacked: the files that are wanted, where they are wanted", async () => {
    for (
      const archive of [
        zipSync({ "deep/a.txt": text, "deep/b.txt": text }),
        gzipSync(writeTar([{ name: "deep/a.txt", bytes: text }, { name: "deep/b.txt", bytes: text }])),
      ]
    ) {
      const place = (path: string): string | undefined => path === "deep/a.txt" ? "set/a.txt" : undefined;
      expect(await unpacked(archive, { place })).toEqual({ outcome: "done", files: ["set/a.txt"] });
    }
  });
  it("gives a folder as a whole", async () => {
    const archive = writeTar(["1", "2"].map((name) => ({ name: `jpg/${name}.jpg`, bytes: text })));
    expect(await unpacked(archive, { gives: ["set/jpg"] }))
      .toEqual({ outcome: "done", files: ["set/jpg/1.jpg", "set/jpg/2.jpg"] });
  });
  it("without what it should hold gives nothing", async () => {
    expect(await unpacked(zipSync({ "b.txt": text }))).toEqual({ outcome: "there is no a.txt in it", files: [] });
  });
  it("that is cut off gives nothing, not even its whole files", async () => {
    const archive = writeTar([{ name: "a.txt", bytes: text }, { name: "b.txt", bytes: text }]).subarray(0, 1200);
    const { outcome, files } = await unpacked(archive);
    expect(outcome).toMatch(/^its archive is refused: Cannot read .*\.part: at byte /);
    expect(files).toEqual([]);
  });
  it("with a path out of its folder, a link or a device is refused", async () => {
    const refused = [
      zipSync({ "a.txt": text, "../b.txt": text }),
      zipSync({ "a.txt": text, "/b.txt": text }),
      zipSync({ "a.txt": text, "c\\..\\..\\b.txt": text }),
      zipSync({ "a.txt": text, "b.txt": [strToU8("/etc/passwd"), { os: 3, attrs: 0o120777 << 16 }] }),
      writeTar([{ name: "a.txt", bytes: text }, { name: "../b.txt", bytes: text }]),
      writeTar([{ name: "a.txt", bytes: text }, { name: "/b.txt", bytes: text }]),
      writeTar([{ name: "a.txt", bytes: text }, { name: "b", type: "2", link: "/etc" }, { name: "b/c", bytes: text }]),
      writeTar([{ name: "a.txt", bytes: text }, { name: "b", type: "1", link: "/etc/passwd" }]),
      writeTar([{ name: "a.txt", bytes: text }, { name: "b", type: "3" }]),
    ];
    for (const archive of refused) {
      const { outcome, files } = await unpacked(archive);
      expect(outcome).toMatch(/^its archive is refused: Cannot read .* found the entry /);
      expect(files).toEqual([]);
    }
  });
  it("with too many files or bytes is refused before they are written", () =>
    withServer(async (_server, folder) => {
      const archive = join(folder, "bomb.tgz");
      await Deno.writeFile(archive, gzipSync(writeTar([{ name: "zeros", bytes: new Uint8Array(2_000_000) }])));
      expect(() => unpack(archive, join(folder, "out"), everything, { files: 1, bytes: 1_000_000 }))
        .toThrow(/its archive is refused: .*found a gzip stream of more than \d+ bytes, expected fewer/);
      await Deno.writeFile(archive, zipSync({ a: text, b: text, c: text }));
      expect(() => unpack(archive, join(folder, "two"), everything, { files: 2, bytes: 100 }))
        .toThrow("found more than 2 files, expected at most 2");
      expect(await filesIn(folder)).not.toContain("out/set/zeros");
    }));
  it("does not write over what is there", () =>
    withServer(async (server, folder) => {
      const archive = zipSync({ "a.txt": text, "b.txt": text });
      await Deno.mkdir(join(folder, "set"));
      await Deno.writeTextFile(join(folder, "set/a.txt"), "my own");
      const source = { gives: ["set/a.txt", "set/b.txt"], place: everything, checksum: sha256(archive) };
      expect((await fetchFrom(server, folder, give(archive), source)).outcome).toBe("done");
      expect(await Deno.readTextFile(join(folder, "set/a.txt"))).toBe("my own");
      expect(await Deno.readTextFile(join(folder, "set/b.txt"))).toBe("hello");
    }));
});

describe("a file of which no checksum is published", () => {
  const other = strToU8("hullo");

  it("is held against the first download", () =>
    withServer(async (server, folder) => {
      await fetchFrom(server, folder, give(text));
      await Deno.remove(join(folder, "set/set.bin"));
      expect((await fetchFrom(server, folder, give(text))).outcome).toBe("done");
      await Deno.remove(join(folder, "set/set.bin"));
      const record = ".downloads/set.bin.first.json";
      expect((await fetchFrom(server, folder, give(other))).outcome).toBe(
        `the file has the checksum ${sha256(other)}, the first download had ${
          sha256(text)
        }: delete FOLDER/${record} to trust the new one`,
      );
      expect(await filesIn(folder)).toEqual([record]);
      await Deno.remove(join(folder, record));
      expect((await fetchFrom(server, folder, give(other))).outcome).toBe("done");
    }));
  it("is read, and refused when it cannot be", () =>
    withServer(async (server, folder) => {
      for (const name of ["nist36/nist36_test.mat", "ocr/02_letters.jpg"]) {
        const { outcome } = await fetchFrom(server, folder, give(text), { gives: [name] });
        expect(outcome).toMatch(/^what was downloaded cannot be read: Cannot read /);
        expect(await filesIn(folder)).toEqual([]);
      }
    }));
});

describe("a folder that cannot be written", () => {
  it("is told in a sentence that says what to do", () => {
    for (const code of ["EACCES", "EROFS"]) {
      expect(diskError(Object.assign(new Error("denied"), { code }), "FILE").message)
        .toBe("FILE cannot be written: permission is denied: let NNR_DATA name another folder");
    }
    expect(diskError(Object.assign(new Error("it is elsewhere"), { code: "EXDEV" }), "FILE").message)
      .toBe("FILE cannot be written: it is elsewhere");
    expect(() => diskError(new TypeError("a fault of ours"), "FILE")).toThrow("a fault of ours");
  });
});

describe("a disk", { skip: Deno.build.os !== "linux" && "only Linux has /dev/full" }, () => {
  it("that is full: the reader is told, and what has arrived is kept", () =>
    withServer(async (server, folder) => {
      await Deno.mkdir(join(folder, ".downloads"));
      await Deno.symlink("/dev/full", join(folder, ".downloads/set.bin.part"));
      expect((await fetchFrom(server, folder, give(text))).outcome).toBe(
        "FOLDER/.downloads/set.bin.part cannot be written: the disk is full: make room and run the task again, it goes on where it stopped",
      );
      expect(await filesIn(folder)).toContain(".downloads/set.bin.part");
    }));
});
