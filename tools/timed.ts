import { marks } from "./guard.ts";
import type { Notebook } from "./notebook.ts";

/** Executes a notebook while the terminal tells which cell it is at, and tells the seconds at the end. */
export async function timed(
  name: string,
  execute: (onCell: (cell: number, cells: number) => void) => Promise<Notebook>,
): Promise<Notebook> {
  const begin = performance.now();
  const live = Deno.stderr.isTerminal();
  const write = (text: string): void => {
    Deno.stderr.writeSync(new TextEncoder().encode(live ? `\r\x1b[K${text}` : text));
  };
  const notebook = await execute((cell, cells) => {
    if (live) write(`${name}: cell ${cell} of ${cells}`);
  });
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  write(`${name}: ${notebook.cells.length} cells, ${marks(notebook).length} displays, ${seconds} s\n`);
  return notebook;
}
