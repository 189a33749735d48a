/** What a kernel shows: one representation for each MIME type. */
export type Bundle = Readonly<Record<string, unknown>>;

/** One message to the page: `id` names a display that a later message replaces. */
export interface Message {
  readonly data: Bundle;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly id?: string;
  readonly update?: boolean;
}

interface DenoJupyter {
  broadcast(type: string, content: unknown): Promise<void>;
}
interface TslabJupyter {
  lastWriteDisplayData(content: unknown, update: boolean): void;
}
interface Globals {
  Deno?: { readonly jupyter?: DenoJupyter; readonly version: { deno: string } };
  __tslab__?: { require(name: string): TslabJupyter };
}
const globals = globalThis as unknown as Globals;

/** The Deno whose kernel keeps outputs in order; from 2.8.2 on it loses some. */
const KERNEL_VERSION = "2.8.1";

/** Deno's side of its kernel. Outside `deno jupyter` the mere look at `Deno.jupyter` throws. */
function denoKernel(): DenoJupyter | undefined {
  try {
    return globals.Deno?.jupyter;
  } catch {
    return undefined;
  }
}
const deno = denoKernel();

/** Sends a message to whichever kernel runs this; gives false where none does. Deno's answer is not awaited. */
export function send({ data, metadata, id, update = false }: Message): boolean {
  const content = { data, metadata, transient: id === undefined ? {} : { display_id: id } };
  if (deno) void deno.broadcast(update ? "update_display_data" : "display_data", content);
  else if (globals.__tslab__) globals.__tslab__.require("tslab/dist/jupyter").lastWriteDisplayData(content, update);
  else return false;
  return true;
}

/** Tells cells apart where the kernel does: tslab makes a writer for each. It may run many without a turn of the event loop. */
export function currentCell(): unknown {
  return globals.__tslab__?.require("tslab/dist/jupyter").lastWriteDisplayData;
}

/** A warning when the kernel is a Deno that loses outputs. */
export function kernelWarning(): string | undefined {
  const version = globals.Deno?.version.deno;
  if (!deno || version === KERNEL_VERSION) return undefined;
  return `This kernel is Deno ${version}, which can lose outputs; the project's own is ${KERNEL_VERSION} (deno task lab starts it)`;
}
