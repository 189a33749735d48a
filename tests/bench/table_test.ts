import { expect } from "expect";
import { describe, it } from "node:test";
import type { BenchRecord, Row } from "../../bench/record.ts";
import { readmeTable, workTable } from "../../bench/table.ts";
import { markedPart } from "../../bench/write.ts";

function row(peer: string, runtime: string, threads: number, median_us: number, more: Partial<Row> = {}): Row {
  const [min_us, max_us] = [0.9 * median_us, 1.2 * median_us];
  return { work: "fc-15", peer, runtime, threads, median_us, min_us, max_us, ...more };
}

const rows = [
  row("nnr", "Deno", 1, 150),
  row("nnr", "Deno", 2, 110),
  row("nnr", "Node", 2, 100),
  row("PyTorch eager", "Python", 1, 180),
  row("PyTorch eager", "Python", 2, 250, { note: "foreach" }),
  row("PyTorch compiled", "Python", 2, 200),
  row("tfjs wasm", "Node", 1, 1500),
  row("tfjs cpu", "Node", 1, 15000),
];
const absent = [{ work: "fc-15", peer: "NumPy", runtime: "Python", threads: 1, reason: "NumPy is not at home" }];
const record: BenchRecord = {
  machine: { cores: 2, processor: "a processor", load: 0, peak: 57.5 },
  ...{ rounds: 7, rows, absent },
  versions: { "nnr in Deno": "2.8.1", "nnr in Node": "20.19.0", "PyTorch eager in Python": "2.15.0" },
};

describe("readmeTable()", () => {
  const lines = readmeTable(record).split("\n");

  it("says where and how it was measured", () => {
    expect(lines[0]).toBe(
      "Median (smallest–largest) of 7 rounds on 2 threads; 2 cores, a processor, at most 57.5 GFLOP/s a core in " +
        "WebAssembly; Deno 2.8.1, Node 20.19.0, PyTorch 2.15.0.",
    );
  });

  it("compares on two threads with the fastest way of PyTorch, and the others with Node", () => {
    expect(lines[4]).toBe(
      "| FC 1024–64–36, batch 15 | 110 µs (99–132) | 100 µs (90–120) | 200 µs (180–240) | 0.55 | 0.50 | – | – | 15 |",
    );
  });

  it("names who is absent, where and why", () => {
    expect(lines.at(-1)).toBe("Absent: NumPy at FC 1024–64–36 (NumPy is not at home).");
    expect(readmeTable({ ...record, absent: [] })).not.toContain("Absent");
  });

  it("leaves out what was not measured", () => {
    expect(lines.filter((line) => line.startsWith("| FC 1024–64–36")).length).toBe(1);
  });
});

it("workTable() tells every row, its ratio to PyTorch's best, and who is absent", () => {
  const text = workTable({ name: "fc-15", title: "a net" }, { rows, absent, versions: {} });
  expect(text.split("\n").map((line) => line.replace(/ {2,}/g, "  "))).toEqual([
    "a net; the last column as a multiple of PyTorch's best on 2 threads",
    "  nnr  Deno  1 thread  150 µs (135–180)  0.75",
    "  nnr  Deno  2 threads  110 µs (99–132)  0.55",
    "  nnr  Node  2 threads  100 µs (90–120)  0.50",
    "  PyTorch eager  Python  1 thread  180 µs (162–216)  0.90",
    "  PyTorch eager  Python  2 threads  250 µs (225–300)  1.25  foreach",
    "  PyTorch compiled  Python  2 threads  200 µs (180–240)  1.00",
    "  tfjs wasm  Node  1 thread  1500 µs (1350–1800)  7.50",
    "  tfjs cpu  Node  1 thread  15 ms (13.5–18)  75.00",
    "  NumPy  Python  1 thread  absent: NumPy is not at home",
  ]);
});

it("markedPart() finds what stands between the marks, if they are there", () => {
  expect(markedPart("a <!-- bench --> b <!-- /bench --> c")).toBe(" b ");
  expect([markedPart("a"), markedPart("<!-- /bench --> b <!-- bench -->")]).toEqual([undefined, undefined]);
});
