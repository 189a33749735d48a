import { basename } from "node:path";
import { addressOf, mirrorVariable } from "./arguments.ts";
import { DownloadError } from "./download_error.ts";
import { fetchSource } from "./fetch_source.ts";
import { type Outlet, Progress } from "./progress.ts";
import type { DataSet } from "./sets.ts";
import { filesOf } from "./state.ts";
import type { Patience } from "./transfer.ts";

/** How a set is fetched. */
export interface SetFetching {
  /** The data folder. */
  readonly folder: string;
  readonly mirror: string | undefined;
  readonly patience: Patience;
  readonly outlet: Outlet;
}

/** Downloads what is missing of a set. Gives the sentence that says why it could not, if so. */
export async function fetchSet(
  set: DataSet,
  { folder, mirror, patience, outlet }: SetFetching,
): Promise<string | undefined> {
  const { name, embedded, sources } = set;
  const absent = filesOf(set, folder).filter(({ path }) => path === undefined).map(({ name }) => name);
  const own = `Own files: put ${absent.join(", ")} into ${folder} (data/README.md)`;
  const tell = (sentence: string): void => outlet.write(`${name}: ${sentence}\n`);
  if (embedded !== undefined) return void tell(`needs no download: ${embedded}`);
  if (absent.length === 0) return void tell("is already there");
  if (sources.length === 0) return `Cannot download ${name}: no official address of it is known. ${own}`;
  for (const source of sources) {
    if (!source.gives.some((name) => absent.includes(name))) continue;
    const [label, what] = sources.length > 1
      ? [basename(source.url), `${name} (${basename(source.url)})`]
      : [name, name];
    const progress = new Progress(label, outlet);
    try {
      await fetchSource(source, { folder, url: addressOf(source, mirror), patience, progress });
      progress.tell("is there");
    } catch (error) {
      if (!(error instanceof DownloadError)) throw error;
      progress.end();
      const because = source.gone && mirror === undefined ? ` (${source.gone})` : "";
      const advice = error.gone || because
        ? `. Another address: ${mirrorVariable(name)} or --mirror=${name}=ADDRESS. ${own}`
        : "";
      return `Cannot download ${what}: ${error.message}${because}${advice}`;
    }
  }
}
