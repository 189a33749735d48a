/** The error of what must be refused, as text. */
export function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return String(error);
  }
  return "no error";
}
