import { Tensor } from "nnr";
import { heatmap, type Picture } from "nnr/report";
import { CHARACTERS } from "../nets/characters.ts";
import type { Result } from "./result.ts";

/** The confusions of the classes that occur, each row as shares of its class. */
export function confusionPicture(confusion: Tensor, { net, data, accuracy, perClass }: Result): Picture {
  const shares = perClass.flatMap(({ label, total }) =>
    CHARACTERS.map((_, p) => confusion.at(CHARACTERS.indexOf(label), p) / total)
  );
  const rowLabels = perClass.map(({ label }) => label);
  return heatmap(Tensor.of(shares).reshape([rowLabels.length, CHARACTERS.length]), {
    ...{ rowLabels, columnLabels: CHARACTERS, rows: "what it is", columns: "what it is taken for", range: [0, 1] },
    alt: `confusions of ${net} on ${data}, share of each class: ${(100 * accuracy).toFixed(1)} % read right`,
  });
}
