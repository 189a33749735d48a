import { TaskError } from "../../tools/task.ts";

/** What a notebook's author can mend, in one sentence that names notebook and, where it is known, cell. */
export class ExportError extends TaskError {
  /** `cell` counts from 1, over cells of every kind. */
  constructor(notebook: string, problem: string, cell?: number) {
    super(`Cannot export ${notebook}${cell === undefined ? "" : `, cell ${cell}`}: ${problem}`);
    this.name = "ExportError";
  }
}
