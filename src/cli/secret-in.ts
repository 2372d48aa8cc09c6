import { SECRET_LENGTH_MIN } from "../core/secret-length.ts";
import { CliError, EXIT } from "./exit.ts";
import type { Output } from "./output.ts";
import type { World } from "./world.ts";

/** Reads a secret from a variable of the environment, because other users can see command lines. Wrong usage if it is unset. */
export function secretIn({ env }: World, variable: string, option = "--token-env"): string {
  const secret = env[variable];
  if (secret === undefined || secret === "") {
    throw new CliError(EXIT.usage, "cli.env-missing", { variable, option });
  }
  return secret;
}

/** Says of a credential that may be an ordinary word that Muster cannot remove it from good answers. */
export function noteShortSecret({ note, messages }: Output, secret: string): void {
  if (secret.trim().length >= SECRET_LENGTH_MIN) return;
  note(messages.word("target.secret-short", { least: SECRET_LENGTH_MIN }));
}
