import { engine } from "../kernels/mod.ts";
import { budget } from "./budget.ts";
import { beginChapter } from "./numbering.ts";
import { show } from "./show.ts";

/** Begins notebook `number`: says which budget is in force, on which data it runs, and with which arithmetic. */
export function start(number: number, { data = "no data" }: { data?: string } = {}): void {
  beginChapter(number);
  const text = `Budget: **${budget()}** · data: ${data} · arithmetic: ${engine().arithmetic}`;
  show({ "text/markdown": text, "text/plain": text.replaceAll("*", "") });
}
