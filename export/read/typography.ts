/** Quotation marks as books set them. */

/** Curls the straight quotes of Markdown; not in tags and link targets. Code is to be set aside before. */
export function curlQuotes(markdown: string): string {
  return markdown.replace(/<[^>]*>|\]\([^)]*\)|["']/g, (found, at: number) => {
    if (found.length > 1) return found;
    const opens = /(^|[\s([{“‘*_—–])$/.test(markdown.slice(0, at)) && /^[^\s.,;:!?)\]}—–]/.test(markdown.slice(at + 1));
    return found === '"' ? (opens ? "“" : "”") : opens ? "‘" : "’";
  });
}
