/** Sets up if needed, then hands over to the project's own Deno: `deno run -A tools/launch.ts run -A tools/report.ts`. */
import { hand } from "./command.ts";
import { environment, program } from "./paths.ts";
import { setUp } from "./setup.ts";
import { task } from "./task.ts";

await task(async (args) => {
  await setUp();
  Deno.exit(await hand(program("deno"), args, environment));
});
