import { TaskError } from "./task.ts";

/** The options of a task, each with the values it takes; `[]` for one that stands alone. */
export type Options = Readonly<Record<string, readonly string[]>>;

/** What a reader typed after a task's name. */
export interface Typed {
  /** The value of each option that was given; its own name for one that stands alone. */
  readonly values: Readonly<Record<string, string>>;
  /** Everything else, in order. */
  readonly rest: readonly string[];
}

/** How long trainings are. */
export const budgets: readonly string[] = ["quick", "standard", "full"];

/**
 * Reads `--name value`, `--name=value` and `--name` from a task's words; what begins with `--` and is no option of the
 * task is refused, unless `others` is set: then it is left to the program that the task starts.
 */
export function readOptions(
  words: readonly string[],
  options: Options,
  { others = false }: { others?: boolean } = {},
): Typed {
  const values: Record<string, string> = {};
  const rest: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    const [name = "", given] = word.replace(/^--/, "").split("=", 2);
    const choices = word.startsWith("--") ? options[name] : undefined;
    if (!choices) {
      if (word.startsWith("-") && !others) {
        const known = Object.keys(options).map((option) => `--${option}`).join(", ");
        throw new TaskError(`There is no option ${word}: there are ${known}`);
      }
      rest.push(word);
    } else if (choices.length === 0) {
      if (given !== undefined) throw new TaskError(`--${name} takes no value, found ${given}`);
      values[name] = name;
    } else {
      const value = given ?? words[++i];
      if (value === undefined || !choices.includes(value)) {
        throw new TaskError(`--${name} takes ${choices.join(", ")}, found ${value ?? "nothing"}`);
      }
      values[name] = value;
    }
  }
  return { values, rest };
}
