/** Something that a check found. */
export interface Problem {
  /** The file, from the project's folder. */
  readonly file: string;
  /** In a notebook: the cell's number, from 1. */
  readonly cell?: number;
  /** The line in the cell or the file, from 1. */
  readonly line?: number;
  /** What is wrong, and what would be right. */
  readonly text: string;
}

/** One check: its name, and what it finds. */
export interface Check {
  readonly name: string;
  readonly run: () => Promise<readonly Problem[]>;
}

/** A problem as one line: `notebooks/01_theory.ipynb, cell 4, line 2: …`. */
export function problemText({ file, cell, line, text }: Problem): string {
  const place = [file, cell && `cell ${cell}`, line && `line ${line}`].filter(Boolean).join(", ");
  return `${place}: ${text}`;
}
