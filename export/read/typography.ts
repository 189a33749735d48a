/** Quotation marks and gaps as books set them. */

/**
 * Curls the straight quotes of Markdown, not in tags and link targets, and keeps `7.1 %` and `2 × 10⁻⁹` on one line. Code
 * is to be set aside before.
 */
export function typeset(markdown: string): string {
  const whole = markdown.replace(/(?<=\d) (?=%)|(?<=\d) (?=× 10)|(?<=\d ×) (?=10)/g, "\u00a0");
  return whole.replace(/<[^>]*>|\]\([^)]*\)|["']/g, (found, at: number) => {
    if (found.length > 1) return found;
    const opens = /(^|[\s([{“‘*_—–])$/.test(whole.slice(0, at)) && /^[^\s.,;:!?)\]}—–]/.test(whole.slice(at + 1));
    return found === '"' ? (opens ? "“" : "”") : opens ? "‘" : "’";
  });
}
