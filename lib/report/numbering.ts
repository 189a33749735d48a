let chapter = 0;
const numbers = new Map<string, number>();

/** Says which notebook this is: figures and tables of the third are numbered 3.1, 3.2 … */
export function beginChapter(number: number): void {
  chapter = number;
  numbers.clear();
}

/** `Figure 3.2`: the next number of its kind, or the one that `id` already has when its cell is run again. */
export function numbered(kind: "Figure" | "Table", id: string): string {
  const key = `${kind} ${id}`;
  const known = numbers.get(key) ?? [...numbers.keys()].filter((k) => k.startsWith(kind)).length + 1;
  numbers.set(key, known);
  return `${kind} ${chapter}.${known}`;
}
