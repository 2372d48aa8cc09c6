import { CliError, EXIT } from "./exit.ts";
import type { World } from "./world.ts";

/** The secret in a variable of the environment; wrong usage when there is none. Command lines are seen by others. */
export function secretIn({ env }: World, variable: string): string {
  const secret = env[variable];
  if (secret === undefined || secret === "") {
    throw new CliError(EXIT.usage, "cli.env-missing", { variable });
  }
  return secret;
}
