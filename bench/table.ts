/** What was measured, in words. */
import { numberText } from "nnr/report";
import type { Absence, BenchRecord, Measured, Row } from "./record.ts";
import { COMPARED, type Work, works } from "./works.ts";

/** The row with the smallest median. */
function fastest(rows: readonly Row[]): Row | undefined {
  return rows.reduce<Row | undefined>((best, row) => best && best.median_us <= row.median_us ? best : row, undefined);
}

/** Of PyTorch's ways on two threads, the fastest. */
function bestOfPyTorch(rows: readonly Row[], work: string): Row | undefined {
  return fastest(rows.filter((row) => row.work === work && row.peer.startsWith("PyTorch") && row.threads === COMPARED));
}

/** A time and where it varied between, in one unit: `105 µs (101–119)`. */
function spreadText({ median_us, min_us, max_us }: Row): string {
  const [unit, size] = unitOf(median_us);
  const [median, min, max] = [median_us, min_us, max_us].map((time) => numberText(time / size));
  return `${median} ${unit} (${min}–${max})`;
}

function unitOf(microseconds: number): [string, number] {
  return microseconds < 1e4 ? ["µs", 1] : microseconds < 1e7 ? ["ms", 1e3] : ["s", 1e6];
}

/** A work's rows for a terminal, each with its ratio to PyTorch's best on two threads. */
export function workTable({ name, title }: Pick<Work, "name" | "title">, { rows, absent }: Measured): string {
  const best = bestOfPyTorch(rows, name);
  const lines = rows.filter((row) => row.work === name).map((row) => {
    const ratio = best === undefined ? "" : (row.median_us / best.median_us).toFixed(2);
    return `${whoText(row)}${spreadText(row).padEnd(30)}${ratio.padStart(7)}  ${row.note ?? ""}`.trimEnd();
  });
  const head = best === undefined
    ? title
    : `${title}; the last column as a multiple of PyTorch's best on ${COMPARED} threads`;
  return [head, ...lines, ...absent.filter((row) => row.work === name).map(absenceText)].join("\n");
}

/** Who is missing, and why. */
export function absenceText(absence: Absence): string {
  return `${whoText(absence)}absent: ${absence.reason}`;
}

function whoText({ peer, runtime, threads }: Row | Absence): string {
  return `  ${peer.padEnd(18)}${runtime.padEnd(8)}${`${threads} thread${threads === 1 ? "" : "s"}`.padEnd(11)}`;
}

/** The README's part: where and how, a row for each work, and who is missing. */
export function readmeTable({ machine, rounds, versions, rows, absent }: BenchRecord): string {
  const head = ["a step of", "nnr in Deno", "nnr in Node", "PyTorch's best", "Deno : PyTorch", "Node : PyTorch"];
  const others = ["NumPy", "jax-js", "tfjs"];
  const measured = works.filter(({ name, sweep }) => !sweep && rows.some(({ work }) => work === name));
  const body = measured.map(({ name, title }) => {
    const own = (runtime: string): Row | undefined =>
      rows.find((row) =>
        row.work === name && row.peer === "nnr" && row.runtime === runtime && row.threads === COMPARED
      );
    const [deno, node, pytorch] = [own("Deno"), own("Node"), bestOfPyTorch(rows, name)];
    const slower = others.map((peer) =>
      ratioText(fastest(rows.filter((row) => row.work === name && row.peer.startsWith(peer))), node)
    );
    const times = [deno, node, pytorch].map((row) => row === undefined ? "–" : spreadText(row));
    return [title, ...times, ratioText(deno, pytorch), ratioText(node, pytorch), ...slower];
  });
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const rule = line(["---", ...Array<string>(head.length - 1 + others.length).fill("---:")]);
  const programs = new Set(
    Object.entries(versions).map(([name, version]) => {
      const [peer = "", runtime = ""] = name.split(" in ");
      return `${peer === "nnr" ? runtime : peer.split(" ")[0]} ${version}`;
    }),
  );
  const how = `${rounds} rounds on ${COMPARED} threads; ${machine.cores} cores, ${machine.processor}, at most ` +
    `${numberText(machine.peak)} GFLOP/s a core in WebAssembly; ${[...programs].join(", ")}`;
  return [
    `Median (smallest–largest) of ${how}.`,
    "",
    ...[line([...head, ...others.map((peer) => `${peer} : Node`)]), rule, ...body.map(line)],
    ...absent.length === 0 ? [] : ["", `Absent: ${absencesText(absent)}.`],
  ].join("\n");
}

/** Who is missing where, and why: `NumPy at FC 1024–64–36, batch 15 (no Python has it)`. */
function absencesText(absent: readonly Absence[]): string {
  const missing = new Map<string, Set<string>>();
  for (const { work, peer, reason } of absent) {
    const key = JSON.stringify([peer, reason]);
    const title = works.find(({ name }) => name === work)?.title ?? work;
    missing.set(key, (missing.get(key) ?? new Set()).add(title.split(",")[0]!));
  }
  return [...missing].map(([key, titles]) => {
    const [peer, reason] = JSON.parse(key) as [string, string];
    return `${peer} at ${[...titles].join(", ")} (${reason})`;
  }).join("; ");
}

/** One time as a multiple of another, to two digits after the point, or from ten on to none. */
function ratioText(row: Row | undefined, other: Row | undefined): string {
  if (row === undefined || other === undefined) return "–";
  const ratio = row.median_us / other.median_us;
  return ratio.toFixed(ratio < 10 ? 2 : 0);
}
