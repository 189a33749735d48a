import { expect } from "expect";
import { describe, it } from "node:test";
import type { Peer } from "../../bench/peers.ts";
import { measure, median } from "../../bench/rounds.ts";
import { works } from "../../bench/works.ts";
import { program } from "../../tools/paths.ts";

const effort = { rounds: 3, turn: 0.01 };
const work = works[0]!;

/** A peer that answers each line with what the program makes of its words and of how many lines came before. */
function peer(name: string, answer: string): Peer {
  const source = `
    import { createInterface } from "node:readline";
    console.log("Welcome");
    console.log(JSON.stringify({ version: "1" }));
    let lines = 0;
    for await (const line of createInterface({ input: process.stdin })) {
      const [word, seconds] = line.split(" ");
      console.log(JSON.stringify(${answer}));
      lines++;
    }`;
  return { peer: name, runtime: "Deno", threads: 1, command: [program("deno"), "eval", source, "--"] };
}

describe("measure()", () => {
  it("gives the median and the ends of the rounds, not of what runs in", async () => {
    // Run in, a step takes as long as a turn; then come a round that does not count and three that do.
    const times = "[10000, 9000, 30, 10, 20]";
    const found = await measure(work, [peer("steady", `{ microseconds: ${times}[lines] }`)], effort, () => {});
    const row = { work: work.name, peer: "steady", runtime: "Deno", threads: 1 };
    expect(found).toEqual({
      rows: [{ ...row, median_us: 20, min_us: 10, max_us: 30 }],
      absent: [],
      versions: { "steady in Deno": "1" },
    });
  });

  it("has a peer take as many steps as fill a turn, a quarter of them before the clock starts", async () => {
    // Ran in, it says that a step takes 1 ms; then it gives back how many steps it was asked for.
    const { rows } = await measure(
      work,
      [peer("echo", "{ microseconds: lines === 0 ? 1000 : Number(word) }")],
      effort,
      () => {},
    );
    expect(rows.map(({ median_us }) => median_us)).toEqual([10]);
  });

  it("names those who do not come, refuse or break, with the reason", async () => {
    const peers: Peer[] = [
      { ...peer("missing", "{}"), absent: "not installed" },
      peer("weak", `{ refusal: "there is no such kernel" }`),
      peer("broken", `(() => { throw new TypeError("out of order"); })()`),
      { ...peer("nowhere", "{}"), command: ["no-such-program"] },
    ];
    const { rows, absent } = await measure(work, peers, effort, () => {});
    expect(rows).toEqual([]);
    expect(absent.map(({ peer, reason }) => [peer, reason])).toEqual([
      ["missing", "not installed"],
      ["weak", "there is no such kernel"],
      ["broken", expect.stringContaining("out of order")],
      ["nowhere", expect.stringContaining("no-such-program")],
    ]);
  });
});

it("median() is the middle, or the mean of the two in the middle", () => {
  expect([median([3, 1, 2]), median([4, 1, 3, 2]), median([5])]).toEqual([2, 2.5, 5]);
});
