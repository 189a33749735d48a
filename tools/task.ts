/** What the tasks share: how one ends. */

/** A reason why a task cannot go on: a sentence that says what to do. */
export class TaskError extends Error {}

/** Runs a task with the words after its name; a `TaskError` is told without a trace, and the exit code is 1. */
export async function task(main: (args: string[]) => Promise<void>): Promise<void> {
  try {
    await main([...Deno.args]);
  } catch (error) {
    if (!(error instanceof TaskError)) throw error;
    console.error(`\n${error.message}`);
    Deno.exit(1);
  }
}
