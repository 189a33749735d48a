/** The longest name of an entry, in characters: Linux's PATH_MAX less its final zero. */
const LONGEST = 4095;

/** What is wrong with the name of an entry that is to be a path below a folder; undefined when nothing is. */
function fault(name: string): string | undefined {
  if (name.length > LONGEST) return `a name of ${name.length} characters`;
  // deno-lint-ignore no-control-regex
  if (/[\0-\x1f\x7f]/.test(name)) return "a name with control characters";
  if (name.includes("\\")) return "a name with a backslash";
  if (/^([A-Za-z]:|\/)/.test(name)) return "an absolute path";
  if (name.split("/").includes("..")) return "a path that leads out of its folder";
  return undefined;
}

/**
 * The name of an archive's entry as a path below a folder, `a/b.txt`, without `.` and empty parts; a folder's ends without a slash.
 *
 * Throws what `refuse` makes for a name that leads elsewhere, on any system.
 */
export function entryPath(name: string, refuse: (found: string, expected: string) => Error): string {
  const wrong = fault(name);
  if (wrong !== undefined) {
    throw refuse(`the entry ${shown(name)}, ${wrong}`, `a path below a folder of at most ${LONGEST} characters`);
  }
  return name.split("/").filter((part) => part !== "" && part !== ".").join("/");
}

/** A name as error messages show it: in quotes, on one line, cut when it is long. */
export function shown(name: string): string {
  return JSON.stringify(name.length > 60 ? `${name.slice(0, 60)}…` : name);
}

/** A name of UTF-8; undefined where the bytes are none. */
export function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
