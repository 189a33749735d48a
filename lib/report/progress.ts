import { send } from "./kernel.ts";
import { recording } from "./ledger.ts";
import { displaysShown } from "./show.ts";

/** Kernels lose messages that come too fast, and a cell that sends too many. */
const LEAST_PAUSE_MS = 100;
const MOST_MESSAGES = 100;

let made = 0;

/** A line that tells how far a long computation is. */
export interface Progress {
  /** Replaces the line; not more than ten times a second, and a hundred times in all. */
  tell(text: string): void;
  /** The line's last text, which stays, whatever is told later: no times in it, as notebooks are the same on every machine. */
  done(text: string): void;
}

/** Opens a progress line. Nothing is awaited, so that an interrupt reaches the work it tells of. */
export function progress(): Progress {
  const id = `nnr-progress-${++made}-${displaysShown()}`;
  let sent = 0;
  let last = -Infinity;
  let ended = false;
  const post = (text: string): void => {
    send({ data: { "text/plain": text }, metadata: {}, id, update: sent++ > 0 });
  };
  return {
    tell(text): void {
      const now = performance.now();
      // The pause grows, so that a long computation spreads its messages.
      if (ended || recording() || sent >= MOST_MESSAGES || now - last < LEAST_PAUSE_MS * Math.max(1, sent / 20)) return;
      last = now;
      post(text);
    },
    done(text): void {
      ended = true;
      if (!recording()) post(text);
    },
  };
}
