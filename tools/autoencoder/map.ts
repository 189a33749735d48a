import { loadState, models, noGrad, Rng } from "nnr";
import { glyph36, recordedNet, type RecordRow } from "nnr/data";
import { UMAP } from "umap-js";

/** Validation images that are placed, 30 of each class. */
const PLACED = 1080;
const DECIMALS = 2;

/**
 * The codes of the kept convolutional autoencoder, laid out in the plane by UMAP (McInnes, Healy and Melville 2018).
 *
 * It is recorded, not computed in the notebook: its library uses the platform's own powers, whose last bits differ between
 * kernels, and a map magnifies them.
 */
export function mapRun(seed: number): { measured: Record<string, number>; tables: Record<string, RecordRow[]> } {
  const net = models.convolutionalAutoencoder(32, { rng: new Rng(1) });
  loadState(net, recordedNet("autoencoder-convolutional"));
  const { x, labels } = glyph36("valid").take(PLACED).batch();
  const codes = noGrad(() => net.project(x)).toArray() as number[][];
  const rng = new Rng(seed);
  const places = new UMAP({ nNeighbors: 12, minDist: 0.1, random: () => rng.uniform() }).fit(codes);
  const rows = places.map(([right = 0, up = 0], i): RecordRow => ({
    label: labels[i]!,
    right: Number(right.toFixed(DECIMALS)),
    up: Number(up.toFixed(DECIMALS)),
  }));
  return {
    measured: {
      "neighbours of the same class among 5 in the map": sameClass(places, labels),
      "neighbours of the same class among 5 in the codes": sameClass(codes, labels),
    },
    tables: { map: rows },
  };
}

/** The share of the five nearest neighbours of a point that are of its class. */
function sameClass(points: readonly (readonly number[])[], labels: ArrayLike<number>): number {
  let same = 0;
  points.forEach((point, i) => {
    const distance = (other: readonly number[]): number =>
      other.reduce((sum, value, k) => sum + (value - point[k]!) * (value - point[k]!), 0);
    const nearest = points.map((other, j) => ({ j, far: j === i ? Infinity : distance(other) }))
      .sort((a, b) => a.far - b.far).slice(0, 5);
    same += nearest.filter(({ j }) => labels[j] === labels[i]).length;
  });
  return same / (5 * points.length);
}
