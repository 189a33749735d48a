/** Sets up if needed, then hands over to the project's own Deno: `deno run -A tools/launch.ts run -A tools/report.ts`. */
import { hand } from "./command.ts";
import { environment, program } from "./paths.ts";
import { setUp, SetUpError } from "./setup.ts";

try {
  await setUp();
} catch (error) {
  if (!(error instanceof SetUpError)) throw error;
  console.error(`\n${error.message}`);
  Deno.exit(1);
}
Deno.exit(await hand(program("deno"), Deno.args, environment));
