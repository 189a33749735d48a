import { expect } from "expect";
import { describe, it } from "node:test";
import { cifar10, cifar100, type Dataset, emnist, flowers17, mnist, nist26, nist36, sun8 } from "nnr/data";
import { addressOf, readArguments } from "../../tools/data/arguments.ts";
import { listing } from "../../tools/data/listing.ts";
import { Progress, sizeText } from "../../tools/data/progress.ts";
import { sets } from "../../tools/data/sets.ts";
import { type SetState, stateOf } from "../../tools/data/state.ts";
import { root } from "../../tools/paths.ts";
import { withFiles } from "../data/with_files.ts";

const named = (name: string): (typeof sets)[number] => sets.find((set) => set.name === name)!;

/** The states of sets in a folder of these files. */
function statesOf(files: Readonly<Record<string, Uint8Array>>, ...names: string[]): Promise<SetState[]> {
  let states: Promise<SetState>[] = [];
  withFiles(files, (folder) => states = names.map((name) => stateOf(named(name), folder)));
  return Promise.all(states);
}

describe("the catalogue of data sets", () => {
  it("names every file that a reader asks for", () =>
    withFiles({}, () => {
      const readers: (() => Dataset)[] = [
        ...(["train", "valid", "test"] as const).flatMap((split) => [() => nist26(split), () => nist36(split)]),
        ...(["train", "test"] as const).flatMap((split) => [
          () => mnist(split),
          () => cifar10(split),
          () => cifar100(split),
          () => sun8(split),
          ...(["digits", "balanced", "bymerge", "letters"] as const).map((set) => () => emnist(set, split)),
        ]),
      ];
      const known = sets.flatMap(({ files }) => files.flat());
      const flowers = errorOf(() => flowers17("train"));
      for (const name of known.filter((name) => name.startsWith("flowers17/"))) expect(flowers).toContain(name);
      for (const read of readers) expect(known).toContain(/there is no (\S+)/.exec(errorOf(read))?.[1]);
    }));
  it("has each file from one source at most, and each source for files that it has", () => {
    for (const { files, sources } of sets) {
      const given = sources.flatMap(({ gives }) => gives);
      expect(new Set(given).size).toBe(given.length);
      expect(files.map(([file]) => file)).toEqual(expect.arrayContaining(given));
    }
  });
  it("puts the files of an archive where they are looked for", () => {
    const places = [
      ["emnist", "gzip/emnist-digits-test-images-idx3-ubyte.gz", "emnist/emnist-digits-test-images-idx3-ubyte.gz"],
      ["emnist", "gzip/emnist-byclass-test-images-idx3-ubyte.gz", undefined],
      ["flowers17", "jpg/image_0001.jpg", "flowers17/jpg/image_0001.jpg"],
      ["flowers17", "jpg/files.txt", undefined],
      ["nist36", "data/nist36_test.mat", "nist36/nist36_test.mat"],
      ["nist36", "nist26_test.mat", undefined],
      ["photos", "__MACOSX/images/._01_list.jpg", undefined],
      ["photos", "images/01_list.jpg", "ocr/01_list.jpg"],
    ] as const;
    for (const [name, path, place] of places) expect(named(name).sources[0]!.place!(path)).toBe(place);
  });
  it("puts different downloads under different names", () => {
    const urls = [...new Set(sets.flatMap(({ sources }) => sources.map(({ url }) => url)))];
    const names = urls.map((url) => url.slice(url.lastIndexOf("/") + 1));
    expect(new Set(names).size).toBe(names.length);
  });
  it("is told in data/README.md, address by address", async () => {
    const text = await Deno.readTextFile(`${root}/data/README.md`);
    const rows = [...text.matchAll(/^\| `(\w+)` +\| `(https?:\S+)`/gm)].map(([, name, address]) => ({ name, address }));
    expect(rows.map(({ name }) => name)).toEqual(sets.filter(({ sources }) => sources[0]).map(({ name }) => name));
    for (const { name, address } of rows) {
      for (const { url } of named(name!).sources) expect(url.slice(0, address!.length)).toBe(address);
    }
  });
  it("has checksums of the right length", () => {
    for (const { checksum } of sets.flatMap(({ sources }) => sources)) {
      if (checksum) expect(checksum).toMatch(/^(sha256:[0-9a-f]{64}|md5:[0-9a-f]{32})$/);
    }
  });
});

/** What reading says. */
function errorOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    return (error as Error).message;
  }
  return "no error";
}

describe("the state of a set", () => {
  const bytes = new Uint8Array(1000);

  it("is absent, partly, present or embedded, with the bytes that are there", async () => {
    const some = { "mnist/train-images-idx3-ubyte.gz": bytes, "mnist/train-labels-idx1-ubyte": bytes };
    const [mnist, emnist, glyphs] = await statesOf(some, "mnist", "emnist", "glyph36");
    expect([mnist!.state, mnist!.bytes, emnist!.state, emnist!.bytes, glyphs!.state])
      .toEqual(["partly", 2000, "absent", 0, "embedded"]);
    const [all] = await statesOf(
      Object.fromEntries(named("nist36").files.map(([name]) => [name, bytes])),
      "nist36",
    );
    expect([all!.state, all!.bytes]).toEqual(["present", 3000]);
  });
  it("counts what lies in folders, and knows the other arrangement of a set", async () => {
    const folders = {
      "flowers17/train/0/a.jpg": bytes,
      "flowers17/val/0/a.jpg": bytes,
      "flowers17/test/0/a.jpg": bytes,
    };
    const [flowers] = await statesOf(folders, "flowers17");
    expect([flowers!.state, flowers!.bytes]).toEqual(["present", 3000]);
  });
  it("tells of a file whose size is not the published one", async () => {
    const [cifar] = await statesOf({ "cifar10/cifar-10-binary.tar.gz": bytes }, "cifar10");
    expect(cifar!.files[0]).toMatchObject({ bytes: 1000, published: 170_052_171 });
  });
});

describe("the list", () => {
  it("tells where present files are, what is absent, and where it can be had", async () => {
    const file = "mnist/train-images-idx3-ubyte.gz";
    const states = await statesOf({ [file]: new Uint8Array(1) }, "mnist", "nist36", "sun8", "glyph36");
    const text = listing(states, "/data", "NNR_DATA");
    expect(text).toContain("Data folder: /data (NNR_DATA)\n");
    expect(text).toContain("mnist (MNIST): partly, 1 bytes\n");
    expect(text).toContain(`  present: ${states[0]!.files[0]!.path} (1 bytes; the published file has 9.9 MB)\n`);
    expect(text).toContain("  absent: mnist/t10k-images-idx3-ubyte.gz\n");
    expect(text).toContain(
      "  download: 11.6 MB, https://ossci-datasets.s3.amazonaws.com/mnist/ (checksums are published)\n",
    );
    expect(text).toMatch(/download: size unknown, http:\S+data\.zip \(no checksum is published: .*\n.*probably gone: /);
    expect(text).toContain("  no official address is known\n");
    expect(text).toContain("glyph36 (Glyph36): embedded\n");
  });
});

describe("the words behind deno task data", () => {
  const read = (words: string[], environment: Record<string, string> = {}): ReturnType<typeof readArguments> =>
    readArguments(words, sets, (name) => environment[name]);

  it("are names, each once, and options", () => {
    expect(read([])).toEqual({ names: [], mirrors: {} });
    expect(read(["mnist", "nist36", "mnist", "--json"])).toEqual({ names: ["mnist", "nist36"], mirrors: {}, json: "" });
    expect(read(["--json=out.json"]).json).toBe("out.json");
  });
  it("name mirrors, which go before those of the environment", () => {
    const environment = { NNR_MIRROR_MNIST: "http://a.example/x", NNR_MIRROR_EMNIST: "http://b.example/" };
    expect(read(["--mirror=mnist=https://c.example/a=b/"], environment).mirrors)
      .toEqual({ mnist: "https://c.example/a=b/", emnist: "http://b.example/" });
  });
  it("are refused when they are unknown", () => {
    expect(() => read(["mnst"])).toThrow("There is no set mnst: there are glyph36, digits, mnist, ");
    expect(() => read(["--mirror=mnst=http://a.example"])).toThrow("There is no set mnst");
    for (const word of ["--jsn", "-j", "--mirror", "--mirror=mnist", "--json="]) {
      expect(() => read([word])).toThrow(`There is no option ${word}: there are --json, `);
    }
    expect(() => read(["--mirror=mnist=ftp://a.example"]))
      .toThrow("--mirror takes an address that begins with https:// or http://, found ftp://a.example");
    expect(() => read([], { NNR_MIRROR_MNIST: "here" }))
      .toThrow("NNR_MIRROR_MNIST takes an address that begins with https:// or http://, found here");
  });
  it("put a mirror's folder before the file's name", () => {
    const source = named("cifar10").sources[0]!;
    expect(addressOf(source, undefined)).toBe(source.url);
    for (const mirror of ["http://a.example/x", "http://a.example/x/"]) {
      expect(addressOf(source, mirror)).toBe("http://a.example/x/cifar-10-binary.tar.gz");
    }
  });
});

describe("the progress of a download", () => {
  /** What is written when the given bytes have arrived at the given milliseconds, of 4 MB. */
  function written(columns: number, ...states: [time: number, bytes: number][]): string {
    let [time, text] = [0, ""];
    const progress = new Progress("set", { columns, write: (part) => text += part, now: () => time });
    for (const [now, bytes] of states) {
      time = now;
      progress.show(bytes, 4_000_000);
    }
    progress.tell("is there");
    return text;
  }

  it("is a bar on a terminal, drawn again at most ten times a second and at the end", () => {
    expect(written(80, [0, 0], [50, 1], [1000, 1_000_000], [1001, 4_000_000])).toBe(
      [
        "\rset: [........................] 0 % of 4.0 MB, 0 bytes/s\x1b[K",
        "\rset: [######..................] 25 % of 4.0 MB, 1.0 MB/s, 3 s left\x1b[K",
        "\rset: [########################] 100 % of 4.0 MB, 4.0 MB/s, 0 s left\x1b[K\nset: is there\n",
      ].join(""),
    );
  });
  it("keeps to one line of a narrow terminal", () => {
    expect(written(67, [0, 1_000_000])).toBe(
      "\rset: [####............] 25 % of 4.0 MB, 0 bytes/s\x1b[K\nset: is there\n",
    );
    expect(written(30, [0, 1_000_000])).toBe("\rset: 25 % of 4.0 MB, 0 bytes/\x1b[K\nset: is there\n");
  });
  it("is a line each five seconds elsewhere", () => {
    expect(written(0, [0, 0], [4999, 1_000_000], [5000, 1_000_000], [9999, 4_000_000]))
      .toBe("set: 25 % of 4.0 MB, 200.0 kB/s, 15 s left\nset: is there\n");
  });
  it("counts the speed from where a download goes on, and from anew when it begins again", () => {
    expect(written(0, [0, 3_000_000], [5000, 3_500_000], [6000, 0], [11_000, 1_000_000])).toBe(
      "set: 87 % of 4.0 MB, 100.0 kB/s, 5 s left\nset: 25 % of 4.0 MB, 200.0 kB/s, 15 s left\nset: is there\n",
    );
  });
  it("names sizes with a unit that leaves at most three digits before the point", () => {
    expect([0, 999, 1000, 999_949, 999_950, 1e9].map(sizeText))
      .toEqual(["0 bytes", "999 bytes", "1.0 kB", "999.9 kB", "1.0 MB", "1.0 GB"]);
  });
});
