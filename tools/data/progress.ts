/** Cells of the bar, where there is room for them; with fewer than the second number there is none. */
const CELLS = 24;
const FEWEST = 6;
/** Columns of what follows the bar: "100 % of 170.1 MB, 999.9 MB/s, 1000 s left". */
const TEXT = 43;
/** Milliseconds between two lines where there is no terminal, and between two states of the bar where there is one. */
const LINE = 5000;
const BAR = 100;

/** Where progress goes. */
export interface Outlet {
  /** The width of the terminal; 0 where there is none. */
  readonly columns: number;
  readonly write: (text: string) => void;
  /** Milliseconds. */
  readonly now: () => number;
}

/** Standard error, so that standard output is left to the list. */
export const standardError: Outlet = {
  columns: Deno.stderr.isTerminal() ? Deno.consoleSize().columns : 0,
  write: (text) => void Deno.stderr.writeSync(new TextEncoder().encode(text)),
  now: () => performance.now(),
};

/** Tells how far a download is: a bar that is drawn again on a terminal, a plain line each few seconds elsewhere. */
export class Progress {
  readonly #name: string;
  readonly #to: Outlet;
  #begin: { readonly time: number; readonly bytes: number } | undefined;
  #last = -Infinity;
  #drawn = false;

  constructor(name: string, to: Outlet) {
    this.#name = name;
    this.#to = to;
  }

  /** Hears how many bytes are there, and of how many if that is known. */
  show(bytes: number, total?: number): void {
    const time = this.#to.now();
    if (this.#begin === undefined || bytes < this.#begin.bytes) this.#begin = { time, bytes };
    const { columns, write } = this.#to;
    const terminal = columns > 0;
    if (!terminal && this.#last === -Infinity) this.#last = time;
    if (time - this.#last < (terminal ? BAR : LINE) && !(terminal && bytes === total)) return;
    this.#last = time;
    const speed = (bytes - this.#begin.bytes) / Math.max((time - this.#begin.time) / 1000, 0.001);
    const [name, far] = [`${this.#name}: `, howFar(bytes, total, speed)];
    // One line, as a second would stay: to the first column, the text, and what a longer one left is erased.
    const line = `${name}${bar(bytes, total, columns - name.length - TEXT)}${far}`.slice(0, columns - 1);
    write(terminal ? `\r${line}\x1b[K` : `${name}${far}\n`);
    this.#drawn = terminal;
  }

  /** Tells a sentence below the bar. */
  tell(sentence: string): void {
    this.end();
    this.#to.write(`${this.#name}: ${sentence}\n`);
  }

  /** Leaves the bar as it is. */
  end(): void {
    if (this.#drawn) this.#to.write("\n");
    this.#drawn = false;
  }
}

function bar(bytes: number, total: number | undefined, room: number): string {
  const cells = Math.min(CELLS, room - "[] ".length);
  if (total === undefined || cells < FEWEST) return "";
  const full = Math.round(cells * Math.min(bytes / total, 1));
  return `[${"#".repeat(full)}${".".repeat(cells - full)}] `;
}

function howFar(bytes: number, total: number | undefined, speed: number): string {
  const rate = `${sizeText(speed)}/s`;
  if (total === undefined) return `${sizeText(bytes)}, ${rate}`;
  const left = speed > 0 ? `, ${Math.ceil((total - bytes) / speed)} s left` : "";
  return `${Math.floor((100 * bytes) / Math.max(total, 1))} % of ${sizeText(total)}, ${rate}${left}`;
}

/** Bytes as a reader says them: `4.5 kB`, `11.6 MB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${Math.round(bytes)} bytes`;
  const power = bytes < 999_950 ? 1 : bytes < 999_950_000 ? 2 : 3;
  return `${(bytes / 1000 ** power).toFixed(1)} ${["", "kB", "MB", "GB"][power]}`;
}
