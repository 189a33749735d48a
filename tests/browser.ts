import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const programs = [
  Deno.env.get("NNR_CHROMIUM") ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];
const program = programs.find((path) => path !== "" && existsSync(path));

/** For tests that need a browser: why they are skipped where there is none. */
export const skip: string | false = program === undefined && "no Chromium: install it, or name it in NNR_CHROMIUM";

/** Starts the machine's Chromium. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: program!, args: ["--no-sandbox"] });
}
