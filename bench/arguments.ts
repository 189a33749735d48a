import { TaskError } from "../tools/task.ts";
import type { Effort } from "./rounds.ts";

const THOROUGH: Effort = { rounds: 7, turn: 0.12 };
/** Enough to see that everything works. */
const QUICK: Effort = { rounds: 3, turn: 0.01 };

/** What was asked for after the task's name. */
export interface Arguments {
  /** Works, by name; none for all of them. */
  readonly names: readonly string[];
  readonly effort: Effort;
  /** Where the rows go as JSON: a file, or "" for standard output. */
  readonly json?: string;
  /** Installs the peers that npm has. */
  readonly install: boolean;
  /** Writes record, picture and the README's table. */
  readonly write: boolean;
}

const options = ["--json", "--json=FILE", "--rounds=N", "--quick", "--install", "--write"];

/** Reads the task's words; `known` are the names of the works. */
export function readArguments(words: readonly string[], known: readonly string[]): Arguments {
  const names = words.filter((word) => !word.startsWith("-"));
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new TaskError(`There is no work ${unknown}: there are ${known.join(", ")}`);
  const given = new Map(
    words.filter((word) => word.startsWith("-")).map((word) => {
      const [name = "", value] = word.split("=", 2);
      const form = value === undefined ? [name] : [`${name}=FILE`, `${name}=N`];
      if (!form.some((option) => options.includes(option))) {
        throw new TaskError(`There is no option ${word}: there are ${options.join(", ")}`);
      }
      return [name, value ?? ""];
    }),
  );
  const effort = given.has("--quick") ? QUICK : THOROUGH;
  const rounds = given.get("--rounds") ?? effort.rounds;
  if (!(Number.isInteger(Number(rounds)) && Number(rounds) >= 1)) {
    throw new TaskError(`--rounds takes a whole number of at least 1, found ${rounds}`);
  }
  const write = given.has("--write");
  if (write && (names.length > 0 || given.has("--quick"))) {
    throw new TaskError("--write records a whole run: name no works, and leave --quick out");
  }
  const json = given.get("--json");
  return {
    ...{ names, effort: { ...effort, rounds: Number(rounds) }, install: given.has("--install"), write },
    ...json === undefined ? {} : { json },
  };
}
