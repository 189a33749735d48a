import { expect } from "expect";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { doors } from "../../tools/doors.ts";
import { root } from "../../tools/paths.ts";
import { Kernel } from "./kernel.ts";

describe("tslab", () => {
  it("refuses a wrong use of each class of the library: its types are not `any`", async () => {
    const classes: { door: string; name: string }[] = [];
    for (const door of Object.keys(doors)) {
      for (const [name, value] of Object.entries(await import(door))) {
        const isClass = typeof value === "function" && /^class\b/.test(Function.prototype.toString.call(value));
        if (isClass) classes.push({ door, name });
      }
    }
    const imports = classes.map(({ door, name }) => `import { ${name} } from "${door}";`);
    const uses = classes.map(({ name }, i) => `const wrong${i}: string = null! as ${name};`);
    await using kernel = await Kernel.start("tslab");
    const { texts } = await kernel.execute([...imports, "{", ...uses, "}"].join("\n"));
    const refusals = classes.map(({ name }, i) =>
      `${imports.length + 2 + i}:7 - Type '${name}' is not assignable to type 'string'.`
    );
    expect(classes.length).toBeGreaterThan(0);
    expect(texts.join("").trim().split("\n")).toEqual(refusals);
  });
});

describe("a library that changes between two starts of tslab", () => {
  let folder: string;

  before(async () => {
    folder = await Deno.makeTempDir({ prefix: "nnr-tslab-" });
    await Deno.mkdir(join(folder, "lib", "data"), { recursive: true });
    await Deno.mkdir(join(folder, "lib", "report"));
    await Deno.mkdir(join(folder, "tools"));
    await Deno.mkdir(join(folder, "node_modules"));
    for (const name of ["esbuild", "typescript", "tslab", "@types"]) {
      await Deno.symlink(join(root, "node_modules", name), join(folder, "node_modules", name));
    }
    for (const name of ["build.mjs", "tslab.cjs"]) {
      await Deno.copyFile(join(root, "tools", name), join(folder, "tools", name));
    }
    for (const name of ["data", "report"]) {
      await Deno.writeTextFile(join(folder, "lib", name, "mod.ts"), "export {};\n");
    }
    const kernel = join(folder, "jupyter", "kernels", "tslab-of-a-copy");
    await Deno.mkdir(kernel, { recursive: true });
    const argv = ["node", join(folder, "tools", "tslab.cjs"), "{connection_file}"];
    await Deno.writeTextFile(join(kernel, "kernel.json"), JSON.stringify({ argv, display_name: "", language: "" }));
  });
  after(() => Deno.remove(folder, { recursive: true }));

  it("is built afresh: no kernel runs a stale one", async () => {
    for (const value of ["first", "second"]) {
      await Deno.writeTextFile(join(folder, "lib", "mod.ts"), `export const value = "${value}" as const;\n`);
      const env = { JUPYTER_PATH: join(folder, "jupyter") };
      await using kernel = await Kernel.start("tslab-of-a-copy", { folder, env });
      await kernel.execute('import { value } from "nnr";');
      expect(await kernel.execute("console.log(value);")).toEqual({ texts: [`${value}\n`], error: undefined });
    }
  });
});
