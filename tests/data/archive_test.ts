import { expect } from "expect";
import { type Zippable, zipSync } from "fflate";
import { join } from "node:path";
import { describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { archiveEntries, type ArchiveLimits, findData } from "nnr/data";
import { joined } from "../../lib/data/joined.ts";
import { paxRecords, type TarEntry, writeTar } from "./tar_writer.ts";
import { needs, withFiles } from "./with_files.ts";

const text = (words: string): Uint8Array => new TextEncoder().encode(words);
const long = `${"folder/".repeat(20)}file.txt`;

/** What an archive holds, or the error that it gives, without the file's folder. */
function read(bytes: Uint8Array, limits?: ArchiveLimits): Record<string, string> | string {
  return withFiles({ archive: bytes }, (folder) => {
    const found: Record<string, string> = {};
    try {
      for (const { path, size, content } of archiveEntries(join(folder, "archive"), limits)) {
        const whole = joined([...content()]);
        expect(whole.length).toBe(size);
        found[path] = new TextDecoder().decode(whole);
      }
    } catch (error) {
      return String(error).replace(`${folder}/`, "");
    }
    return found;
  });
}

const tarOf = (...entries: TarEntry[]): Record<string, string> | string => read(writeTar(entries));
const zipOf = (files: Zippable): Record<string, string> | string => read(zipSync(files));

describe("archiveEntries()", () => {
  const files: TarEntry[] = [
    { name: "./a/", type: "5" },
    { name: "./a//b.txt", bytes: text("hello") },
    { name: "empty" },
    { name: "c.txt", prefix: "deep/er", bytes: text("x".repeat(512)) },
  ];
  const content = { "a/b.txt": "hello", empty: "", "deep/er/c.txt": "x".repeat(512) };

  it("reads tar, tar.gz and zip alike", () => {
    expect(tarOf(...files)).toEqual(content);
    expect(read(gzipSync(writeTar(files)))).toEqual(content);
    const zip = { "a/": text(""), "a/b.txt": text("hello"), empty: text(""), "deep/er/c.txt": text("x".repeat(512)) };
    expect(zipOf(zip)).toEqual(content);
    expect(read(zipSync(zip, { level: 0 }))).toEqual(content);
  });

  it("reads long names as POSIX and as GNU tar write them, and sizes in a record", () => {
    expect(tarOf(paxRecords({ path: long, mtime: "1.5" }), { name: "short", bytes: text("1") }, files[1]!))
      .toEqual({ [long]: "1", "a/b.txt": "hello" });
    const name: TarEntry = { name: "././@LongLink", type: "L", bytes: text(`${long}\0`) };
    expect(tarOf(name, { name: "short", bytes: text("1") })).toEqual({ [long]: "1" });
    expect(tarOf(paxRecords({ size: "1" }), { name: "a", bytes: text("1"), size: 0 })).toEqual({ a: "1" });
  });

  it("passes over what is not taken, and what is left in its middle", () => {
    withFiles({ "a.tar": writeTar([{ name: "1", bytes: text("x".repeat(200_000)) }, ...files]) }, (folder) => {
      const paths: string[] = [];
      for (const { path, content } of archiveEntries(join(folder, "a.tar"))) {
        paths.push(path);
        for (const _ of content()) break;
      }
      expect(paths).toEqual(["1", ...Object.keys(content)]);
    });
  });

  it("refuses content that is asked for too late", () => {
    withFiles({ "a.tar": writeTar(files) }, (folder) => {
      const entries = archiveEntries(join(folder, "a.tar"));
      const first = entries.next().value!;
      entries.next();
      expect(() => [...first.content()]).toThrow(
        /^Cannot read "a\/b.txt" of .*a.tar: the next entry was asked for before$/,
      );
      entries.return();
    });
  });

  const start = "TypeError: Cannot read archive: at byte";
  it("refuses what could write outside a folder", () => {
    const path = "expected a path below a folder of at most 4095 characters";
    expect(tarOf({ name: "a", type: "2", link: "/etc" })).toBe(
      `${start} 0 found the entry "a", which is a symbolic link, expected files and folders`,
    );
    expect(tarOf(files[1]!, { name: "a", type: "1", link: "a/b.txt" })).toBe(
      `${start} 1024 found the entry "a", which is a hard link, expected files and folders`,
    );
    expect(tarOf({ name: "/etc/x" })).toBe(`${start} 0 found the entry "/etc/x", an absolute path, ${path}`);
    expect(tarOf({ name: "C:x" })).toBe(`${start} 0 found the entry "C:x", an absolute path, ${path}`);
    expect(tarOf({ name: "a/../../x" })).toBe(
      `${start} 0 found the entry "a/../../x", a path that leads out of its folder, ${path}`,
    );
    expect(tarOf({ name: "..\\x" })).toBe(`${start} 0 found the entry "..\\\\x", a name with a backslash, ${path}`);
    expect(tarOf(paxRecords({ path: "../x" }), { name: "x" })).toBe(
      `${start} 1024 found the entry "../x", a path that leads out of its folder, ${path}`,
    );
    expect(zipOf({ "../x": text("") })).toMatch(/^TypeError: .* found the entry "..\/x", a path that leads out of/);
    expect(zipOf({ a: [text("/etc"), { os: 3, attrs: 0o120777 << 16 }] })).toMatch(
      /^TypeError: .* found the entry "a", which is a link or a device, expected files and folders$/,
    );
  });

  it("refuses one path twice, and a file that is a folder", () => {
    const twice = "RangeError: Cannot read archive: found";
    expect(tarOf({ name: "a" }, { name: "./a" })).toBe(
      `${twice} "a" as a file and as a file again, expected each path once`,
    );
    expect(tarOf({ name: "a" }, { name: "a/b" })).toBe(
      `${twice} "a" as a file and as a folder again, expected each path once`,
    );
    expect(tarOf({ name: "a/b" }, { name: "a" })).toBe(
      `${twice} "a" as a folder and as a file again, expected each path once`,
    );
  });

  it("refuses more than the limits, before it is unpacked", () => {
    const zeros = new Uint8Array(2 ** 24);
    expect(read(gzipSync(writeTar([{ name: "a", bytes: zeros }])), { bytes: 10_000 })).toBe(
      "RangeError: Cannot read archive: found 16777216 bytes in the first 1 files, expected at most 10000 in all",
    );
    expect(read(zipSync({ a: zeros }), { bytes: 10_000 })).toBe(
      "RangeError: Cannot read archive: found 16777216 bytes in the first 1 files, expected at most 10000 in all",
    );
    expect(read(writeTar(files), { files: 2 })).toBe(
      "RangeError: Cannot read archive: found more than 2 files, expected at most 2",
    );
    const folders = Array.from({ length: 600 }, () => ({ name: "a/", type: "5" }));
    expect(read(gzipSync(writeTar(folders)), { bytes: 1, files: 1 })).toBe(
      "RangeError: Cannot read archive: at byte 0 found a gzip stream of more than 4097 bytes, expected fewer",
    );
  });

  it("refuses what is cut off, empty, damaged or something else", () => {
    const tar = writeTar(files);
    const [gzip, zip] = [gzipSync(tar), zipSync({ a: text("hello hello hello") })];
    const begin = "SyntaxError: Cannot read archive: at byte";
    expect(read(new Uint8Array(0))).toBe(`${begin} 0 found 0 bytes more, expected 512 for a header`);
    expect(read(tar.subarray(0, 515))).toBe(`${begin} 512 found 3 bytes more, expected 512 for a header`);
    expect(read(tar.subarray(0, 1026))).toBe(
      `${begin} 1026 found the end of the entry "a/b.txt", expected 3 bytes more`,
    );
    expect(read(writeTar(files, { end: false }))).toMatch(/found 0 bytes more, expected 512 for a header$/);
    expect(read(text("no archive".repeat(100)))).toMatch(/^SyntaxError: .* at byte 148 found the check sum /);
    expect(read(joined([tar, text("more")]))).toMatch(/found bytes behind the archive's end, expected zeros$/);
    expect(read(gzip.subarray(0, gzip.length - 20))).toMatch(
      /^SyntaxError: .*: at byte 0 found a .*, expected a whole one$/,
    );
    expect(read(gzip.with(gzip.length - 6, gzip[gzip.length - 6]! ^ 1))).toBe(
      `${begin} 0 found a gzip stream whose check sum or size is not that of what it holds, expected a whole one`,
    );
    expect(read(joined([gzip, gzip]))).toBe(`${begin} 0 found several gzip streams, expected one`);
    expect(read(zip.subarray(0, zip.length - 1))).toMatch(/expected the directory of a ZIP archive before it$/);
    expect(read(zip.with(34, zip[34]! ^ 1))).toMatch(/^SyntaxError: .* found the entry "a"/);
  });

  it("reads the real archive to its end", needs("cifar10/cifar-10-binary.tar.gz"), () => {
    const sizes = [...archiveEntries(findData("cifar10/cifar-10-binary.tar.gz")!)].map(({ size }) => size);
    expect(sizes).toEqual([60, 30_730_000, 30_730_000, 30_730_000, 3_073_000]);
  });
});
