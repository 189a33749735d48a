import { type Bundle, currentCell, kernelWarning, send } from "./kernel.ts";
import { recording } from "./ledger.ts";

/** Both kernels deliver this many messages without a pause; from some 150 on Deno's loses them. */
const MOST_AT_ONCE = 50;

let shown = 0;
let burst = 0;
let cell: unknown;
let warned = false;

/** How many displays have been sent: the ledger states it, so that a lost one is noticed. */
export function displaysShown(): number {
  return shown;
}

/**
 * Shows a bundle (one representation for each MIME type) in the notebook; on a terminal its `text/plain`.
 *
 * Every display carries a running number in its metadata (`nnr.display`), beside what `metadata` adds.
 *
 * @throws {RangeError} at the 51st display of one cell: kernels lose messages that come in a burst.
 */
export function show(data: Bundle, metadata: Readonly<Record<string, unknown>> = {}): void {
  if (recording()) return;
  const now = currentCell();
  if (now !== cell) burst = 0;
  cell = now;
  if (++burst > MOST_AT_ONCE) {
    throw new RangeError(`Cannot show more than ${MOST_AT_ONCE} displays in one cell: kernels lose what comes faster`);
  }
  // Elsewhere the next cell begins after a turn of the event loop.
  if (burst === 1) setTimeout(() => burst = 0, 0);
  const warning = warned ? undefined : kernelWarning();
  warned = true;
  if (warning) show({ "text/markdown": `**${warning}.**`, "text/plain": warning });
  shown++;
  if (!send({ data, metadata: { nnr: { display: shown, ...metadata } } })) console.log(data["text/plain"]);
}
