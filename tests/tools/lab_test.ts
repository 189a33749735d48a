import { expect } from "expect";
import { join } from "node:path";
import { it } from "node:test";
import { program, root } from "../../tools/paths.ts";
import { whenListening } from "../notebooks/when_listening.ts";

it("deno task lab offers both kernels and no other, and ends with its server", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  listener.close();
  const words = ["task", "lab", "--budget", "quick", "--no-browser", "--allow-root", "--ip=127.0.0.1"];
  const lab = new Deno.Command(program("deno"), {
    args: [...words, `--port=${port}`, "--IdentityProvider.token=test"],
    cwd: root,
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const log = lab.stderr.pipeThrough(new TextDecoderStream()).getReader();
  let said = "";
  while (!said.includes(`127.0.0.1:${port}/lab`)) {
    const { value, done } = await log.read();
    if (done) throw new Error(`JupyterLab did not start:\n${said}`);
    said += value;
  }
  await whenListening(`http://127.0.0.1:${port}/`);
  const headers = { authorization: "token test" };
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/api/kernelspecs`, { headers });
    expect(Object.keys((await answer.json()).kernelspecs).sort()).toEqual(["deno", "tslab"]);
    expect(said).toContain(`Serving notebooks from local directory: ${join(root, "notebooks")}`);
  } finally {
    const stop = await fetch(`http://127.0.0.1:${port}/api/shutdown`, { method: "POST", headers });
    await stop.body?.cancel();
    while (!(await log.read()).done);
  }
  expect((await lab.status).code).toBe(0);
});
