/** The library's doors: what is imported from outside `lib/`, and the file that it means. */
export const doors: Readonly<Record<string, string>> = {
  "nnr": "lib/mod.ts",
  "nnr/data": "lib/data/mod.ts",
  "nnr/report": "lib/report/mod.ts",
};
