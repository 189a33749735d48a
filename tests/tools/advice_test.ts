import { expect } from "expect";
import { describe, it } from "node:test";
import { advice } from "../../tools/setup/advice.ts";
import { root } from "../../tools/paths.ts";

describe("advice()", () => {
  const step = "installing the Python packages";
  const said = {
    "OSError: [Errno 28] No space left on device":
      `The disk is full while ${step}: free about 1.5 GB and run the command again`,
    "The virtual environment was not created successfully because ensurepip is not available.":
      `Python lacks its module venv while ${step}: install it (Debian, Ubuntu: apt install python3-venv) and run the command again`,
    "Failed to establish a new connection: [Errno -3] Temporary failure in name resolution":
      `No package server answers while ${step}: the first set-up needs a network (behind a proxy, set HTTPS_PROXY), so connect and run the command again`,
    "error: error sending request for url: dns error: failed to lookup address information":
      `No package server answers while ${step}: the first set-up needs a network (behind a proxy, set HTTPS_PROXY), so connect and run the command again`,
    "PermissionDenied: Permission denied (os error 13): open":
      `The folder ${root} cannot be written while ${step}: make it writable or copy the project elsewhere, then run the command again`,
    "error: The lockfile is out of date.":
      `deno.lock does not fit package.json while ${step}: run \`.venv/bin/deno install\` and commit deno.lock with it`,
    "\nSegmentation fault\n":
      `Set-up failed while ${step}: Segmentation fault; run \`deno task setup --force\` to start over`,
  };
  for (const [text, sentence] of Object.entries(said)) {
    it(`turns "${text.trim()}" into what to do`, () => expect(advice(step, text)).toBe(sentence));
  }
});
