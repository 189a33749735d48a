import { expect } from "expect";
import { join } from "node:path";
import { after, it } from "node:test";
import type { Row } from "../../bench/record.ts";
import { run } from "../../tools/command.ts";
import { program } from "../../tools/paths.ts";

const folder = await Deno.makeTempDir({ prefix: "nnr-bench-" });
after(() => Deno.remove(folder, { recursive: true }));

it("measures this library in Deno and Node on one and two threads, and names who is absent", async () => {
  const json = join(folder, "rows.json");
  const args = ["run", "-A", "bench/bench.ts", "fc-15", "--quick", `--json=${json}`];
  const { code, text } = await run(program("deno"), args, { env: { NNR_BENCH_PYTHON: "" } });
  expect({ code, text }).toMatchObject({ code: 0 });
  expect(text).toMatch(/PyTorch eager +Python +2 threads +absent: NNR_BENCH_PYTHON names no Python that has it/);

  const rows: Row[] = JSON.parse(await Deno.readTextFile(json));
  const own = rows.filter(({ peer }) => peer === "nnr");
  expect(own.map(({ runtime, threads }) => [runtime, threads])).toEqual([
    ...[["Deno", 1], ["Deno", 2]],
    ...[["Node", 1], ["Node", 2]],
  ]);
  for (const { median_us, min_us, max_us, ...rest } of own) {
    expect(Object.keys(rest)).toEqual(["work", "peer", "runtime", "threads"]);
    expect(rest.work).toBe("fc-15");
    expect(min_us).toBeGreaterThan(0);
    expect(median_us).toBeGreaterThanOrEqual(min_us);
    expect(max_us).toBeGreaterThanOrEqual(median_us);
  }
  expect(rows.some(({ peer }) => peer.startsWith("PyTorch"))).toBe(false);
});
