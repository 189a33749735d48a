import { DownloadError } from "./download_error.ts";

/** More redirects than this are a loop. */
const REDIRECTS = 5;
const REDIRECT = [301, 302, 303, 307, 308];
/** What a server answers when a later attempt may go better. */
const LATER = [408, 425, 429, 500, 502, 503, 504];

/** How an address is asked. */
export interface Question {
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** The longest pause, in milliseconds, that a server may ask for. */
  readonly longest: number;
}

/**
 * The answer of an address, with the file (200), the rest of it (206), or the word that there is no such rest (416).
 *
 * Follows redirects, but not from https to http, where anybody on the way could put in another file.
 *
 * @throws {DownloadError} for every other answer, and when there is none.
 */
export async function ask(address: string, { headers, signal, longest }: Question): Promise<Response> {
  let url = new URL(address);
  for (let hops = 0; hops <= REDIRECTS; hops++) {
    const response = await answer(url, headers, signal);
    if ([200, 206, 416].includes(response.status)) return response;
    await response.body?.cancel();
    if (!REDIRECT.includes(response.status)) throw refusal(url, response, longest);
    url = redirected(url, response.headers.get("location") ?? "");
  }
  throw new DownloadError(`${address} redirects more than ${REDIRECTS} times`);
}

async function answer(url: URL, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, { headers, signal, redirect: "manual" });
  } catch (error) {
    throw networkError(error, `${url.host} cannot be reached`);
  }
}

/** An error of the network in a sentence: what happened, and why. */
export function networkError(error: unknown, what: string): DownloadError {
  if (error instanceof DownloadError) return error;
  // Deno: error sending request for url (…): client error (Connect): …
  const reason = String((error as Error).message).replace(/^.* for url \(.*?\): /, "");
  if (/dns error: .*(not known|no such host|nodename nor servname|no address)/i.test(reason)) {
    return new DownloadError(`${what}: there is no such host, or this machine has no network`, { gone: true });
  }
  return new DownloadError(`${what} (${reason})`, { again: true });
}

/** Where a redirect leads: to https, or from http to http. */
export function redirected(from: URL, location: string): URL {
  if (location === "" || !URL.canParse(location, from)) throw new DownloadError(`${from} redirects to nowhere`);
  const to = new URL(location, from);
  if (to.protocol === "https:" || (to.protocol === "http:" && from.protocol === "http:")) return to;
  const why = to.protocol === "http:" ? ", which is not encrypted" : "";
  throw new DownloadError(`${from} redirects to ${to}${why}: refused`);
}

function refusal(url: URL, { status, statusText, headers }: Response, longest: number): DownloadError {
  const said = `${url} answers ${`${status} ${statusText}`.trim()}`;
  if (status === 404 || status === 410) return new DownloadError(`nothing is there any more: ${said}`, { gone: true });
  if (!LATER.includes(status)) return new DownloadError(said);
  const wait = pause(headers.get("retry-after"));
  if (wait === undefined || wait <= longest) return new DownloadError(said, { again: true, wait });
  return new DownloadError(`${said} and asks to come back in ${Math.ceil(wait / 1000)} s`);
}

/** Milliseconds that Retry-After asks for, as seconds or as a date. */
function pause(said: string | null): number | undefined {
  if (said === null) return undefined;
  const time = /^\d+$/.test(said) ? Number(said) * 1000 : Date.parse(said) - Date.now();
  return Number.isNaN(time) ? undefined : Math.max(time, 0);
}
