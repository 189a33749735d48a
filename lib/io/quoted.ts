/** The most characters of a name that an error message shows. */
const LONGEST = 60;

/** A name as error messages show it: in quotes, on one line, cut when it is long. */
export function quoted(name: string): string {
  const cut = name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name;
  return JSON.stringify(cut);
}
