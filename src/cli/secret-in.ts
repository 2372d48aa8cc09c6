import { CliError, EXIT } from "./exit.ts";
import type { World } from "./world.ts";

/** Reads a secret from a variable of the environment, because other users can see command lines. Wrong usage if it is unset. */
export function secretIn({ env }: World, variable: string): string {
  const secret = env[variable];
  if (secret === undefined || secret === "") {
    throw new CliError(EXIT.usage, "cli.env-missing", { variable });
  }
  return secret;
}
