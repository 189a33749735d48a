import { boundText, measuredText } from "./bound.ts";
import { entered } from "./ledger.ts";
import { displaysShown, show } from "./show.ts";

/**
 * Ends a notebook: shows all its claims with what was measured. Its metadata holds the claims to the last bit and the
 * number of displays, by which the tasks see whether a kernel lost one.
 */
export function ledger(): void {
  const claims = entered();
  const count = (holds: boolean | undefined): number => claims.filter((c) => c.holds === holds).length;
  const failed = count(false) > 0 ? `; **${count(false)} do not**` : "";
  const left = count(undefined) > 0 ? `; ${count(undefined)} are not judged at this budget` : "";
  const head = `**Ledger.** ${count(true)} of ${claims.length} claims hold${failed}${left}.`;
  const rows = claims.map((c) => {
    const mark = c.holds === undefined ? "○" : c.holds ? "✓" : "✗";
    return `| ${mark} | [${c.id}](#claim-${c.id}) | ${measuredText(c.measured)} | ${boundText(c.bound)} |`;
  });
  const text = [head, "", "|   | claim | measured | must be |", "| :--- | :--- | ---: | :--- |", ...rows].join("\n");
  show({ "text/markdown": text, "text/plain": text }, { displays: displaysShown() + 1, ledger: claims });
}
