/** Why a file did not arrive: a sentence. */
export class DownloadError extends Error {
  /** Another attempt may help, after `wait` milliseconds when the server says so. */
  readonly again: boolean;
  readonly wait: number | undefined;
  /** Nothing is at the address any more. */
  readonly gone: boolean;
  /** It says nothing against what has arrived. */
  readonly kept: boolean;

  constructor(
    message: string,
    { again = false, wait, gone = false, kept = false }: Partial<Omit<DownloadError, keyof Error>> = {},
  ) {
    super(message);
    this.again = again;
    this.wait = wait;
    this.gone = gone;
    this.kept = kept;
  }
}

/** An error of the file system in a sentence: what it means for a download. Any other error is a fault of ours. */
export function diskError(error: unknown, path: string): DownloadError {
  if (error instanceof DownloadError) return error;
  const { code, message } = error as { code?: unknown; message: string };
  if (typeof code !== "string") throw error;
  const full = code === "ENOSPC" || code === "EDQUOT";
  const closed = code === "EACCES" || code === "EPERM" || code === "EROFS";
  const advice = full
    ? "the disk is full: make room and run the task again, it goes on where it stopped"
    : closed
    ? "permission is denied: let NNR_DATA name another folder"
    : message;
  return new DownloadError(`${path} cannot be written: ${advice}`, { kept: true });
}
