/** One message as tslab's kernel receives it. */
export interface Display {
  readonly data: Readonly<Record<string, string>>;
  readonly metadata: { readonly nnr?: Readonly<Record<string, unknown>> };
  readonly transient: { readonly display_id?: string };
  /** Whether it replaces an earlier one. */
  readonly update: boolean;
}

interface Globals {
  __tslab__?: {
    require(name: string): { lastWriteDisplayData(content: Omit<Display, "update">, update: boolean): void };
  };
}

/** Runs a cell as under tslab, and gives what it showed; the next one begins after a turn of the event loop. */
export async function displaysOf(cell: () => unknown): Promise<readonly Display[]> {
  const displays: Display[] = [];
  const globals = globalThis as Globals;
  const lastWriteDisplayData = (content: Omit<Display, "update">, update: boolean): void => {
    displays.push({ ...content, update });
  };
  globals.__tslab__ = { require: () => ({ lastWriteDisplayData }) };
  try {
    await cell();
  } finally {
    await new Promise((resolve) => setTimeout(resolve, 0));
    delete globals.__tslab__;
  }
  return displays;
}

/** What the only display of a cell says in one representation. */
export async function shownBy(cell: () => unknown, type = "text/markdown"): Promise<string | undefined> {
  const displays = await displaysOf(cell);
  if (displays.length !== 1) throw new Error(`Expected one display, found ${displays.length}`);
  return displays[0]!.data[type];
}
