/** How cost grows: with the batch, the width of a layer, the size of a product; and how it falls with threads. */
import { lines, type LinesOptions, type Picture, together } from "nnr/report";
import type { BenchRecord } from "./record.ts";
import { BATCH, COMPARED, operationsOf, THREADED, WIDTH, type Work, works } from "./works.ts";

/** A point of a panel: where it stands, and the work that was measured there. */
interface Point {
  readonly x: number;
  readonly work: Work;
  readonly threads: number;
}

/** The points of the works to which `place` gives one. */
function pointsOf(place: (task: Work["task"]) => number | undefined): Point[] {
  const points = works.flatMap((work) => {
    const x = place(work.task);
    return x === undefined ? [] : [{ x, work, threads: COMPARED }];
  });
  return points.sort((a, b) => a.x - b.x);
}

/** One panel: this library, PyTorch, and what no program in WebAssembly can go below. */
function panel(
  points: readonly Point[],
  { rows, machine: { cores, peak } }: BenchRecord,
  options: Pick<LinesOptions, "x" | "log">,
): Picture {
  const measured = (peer: string, runtime: string): number[] =>
    points.map(({ work, threads }) => {
      const of = (row: BenchRecord["rows"][number]): boolean =>
        row.work === work.name && row.peer === peer && row.runtime === runtime && row.threads === threads;
      return rows.find(of)?.median_us ?? NaN;
    });
  // Operations a nanosecond are a thousand a microsecond.
  const least = points.map(({ work, threads }) => operationsOf(work.task) / (1000 * peak * Math.min(threads, cores)));
  const series = [
    { label: "nnr", y: measured("nnr", "Node") },
    { label: "PyTorch", y: measured("PyTorch eager", "Python") },
    { label: "peak", y: least },
  ];
  const whole = series.filter(({ y }) => !y.includes(NaN)).map((line) => ({ ...line, x: points.map(({ x }) => x) }));
  return lines({
    ...options,
    series: whole,
    ...options.log ? {} : { yDomain: [0, 1.05 * Math.max(...whole.flatMap(({ y }) => y))] as const },
    ...{ y: "time of a step, µs", width: 310, height: 240 },
  });
}

/** Four panels. */
export function growth(record: BenchRecord): Picture {
  const batches = pointsOf((t) => t.kind === "training" && t.net === "fc" && t.width === WIDTH ? t.batch : undefined);
  const widths = pointsOf((t) => t.kind === "training" && t.net === "fc" && t.batch === BATCH ? t.width : undefined);
  const sizes = pointsOf((task) => task.kind === "product" ? task.n : undefined);
  const work = works.find(({ name }) => name === THREADED)!;
  const threads = work.threads.map((count) => ({ x: count, work, threads: count }));
  const panels = [
    panel(batches, record, { x: "batch of the FC net", log: "xy" }),
    panel(widths, record, { x: `hidden units of the FC net, batch ${BATCH}`, log: "xy" }),
    panel(sizes, record, { x: "n of a product of n × n matrices", log: "xy" }),
    panel(threads, record, { x: `threads, ${work.title.split(", ")[1]} of the FC net` }),
  ];
  return together(panels, { columns: 2 });
}
