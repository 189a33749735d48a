import { sizeText } from "./progress.ts";
import type { FileState, SetState, SourceState } from "./state.ts";

/** The list as a reader sees it. */
export function listing(states: readonly SetState[], folder: string, from: string): string {
  return [
    `Data folder: ${folder} (${from})`,
    ...states.map(entry),
    [
      "deno task data NAME … downloads. Own files: put them under the names above into data/, or into a folder that",
      "NNR_DATA names; data/README.md tells more.",
    ].join("\n"),
  ].join("\n\n");
}

function entry({ name, title, holds, licence, state, embedded, bytes, files, sources }: SetState): string {
  const there = bytes > 0 ? `, ${sizeText(bytes)}` : "";
  return [
    `${name} (${title}): ${state}${there}`,
    holds,
    `licence: ${licence}`,
    ...embedded === undefined ? files.map(file) : [embedded],
    ...state === "absent" || state === "partly" ? [download(sources)] : [],
  ].join("\n  ");
}

function file({ name, path, bytes, published }: FileState): string {
  if (path === undefined) return `absent: ${name}`;
  const other = published === undefined ? "" : ` (${sizeText(bytes)}; the published file has ${sizeText(published)})`;
  return `present: ${path}${other}`;
}

function download(sources: readonly SourceState[]): string {
  const [first] = sources;
  if (first === undefined) return "no official address is known";
  const { url, checksumFrom, gone } = first;
  const sum = sources.reduce((sum, { bytes = NaN }) => sum + bytes, 0);
  const address = sources.length > 1 ? url.slice(0, url.lastIndexOf("/") + 1) : url;
  const checked = {
    "published": "checksums are published",
    "first download": "no checksum is published: that of the first download is held against later ones",
    "none": "no checksum is published: the first download is read, and its checksum held against later ones",
  }[checksumFrom ?? "none"];
  return [
    `download: ${Number.isNaN(sum) ? "size unknown" : sizeText(sum)}, ${address} (${checked})`,
    ...gone === undefined ? [] : [`  probably gone: ${gone}`],
  ].join("\n  ");
}
