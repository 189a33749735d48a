import { DownloadError } from "./download_error.ts";

/** Ends what listens to its signal when it is not fed in time. */
export class Watchdog {
  readonly #controller = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Waits `time` milliseconds from now on for what `missing` names. */
  feed(time: number, missing: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#controller.abort(new DownloadError(`${missing} for ${time / 1000} s`, { again: true }));
    }, time);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }
}
