import { budget } from "./budget.ts";
import { beginChapter } from "./numbering.ts";
import { show } from "./show.ts";

/** Begins notebook `number`: says which budget is in force and on which data it runs. */
export function start(number: number, { data = "no data" }: { data?: string } = {}): void {
  beginChapter(number);
  const text = `Budget: **${budget()}** · data: ${data}`;
  show({ "text/markdown": text, "text/plain": text.replaceAll("*", "") });
}
