/** Claims as `nnr/report` shows them. */
import { parseBody } from "./dom.ts";
import { typeset } from "./typography.ts";

/** What a claim shows. */
export interface Claim {
  readonly id: string;
  /** ✓, or ○ where it was not judged. */
  readonly mark: string;
  readonly statement: string;
  /** What was measured, and what it must be. */
  readonly measured: string;
}

/** Reads a claim's HTML. */
export function readClaim(html: string): Claim {
  const box = parseBody(html).querySelector(".nnr-claim")!;
  const name = box.querySelector("b")!.textContent;
  const measured = box.querySelector(".nnr-measured")!.textContent;
  const [mark, rest] = splitAt(box.textContent, name);
  return {
    id: name,
    mark: mark.trim(),
    statement: typeset(rest.slice(0, rest.length - measured.length).trim()),
    measured: typeset(measured),
  };
}

function splitAt(text: string, part: string): [string, string] {
  const at = text.indexOf(part);
  return [text.slice(0, at), text.slice(at + part.length)];
}
