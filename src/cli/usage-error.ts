import type { CommanderError } from "commander";
import { CliError, EXIT } from "./exit.ts";

/** Commander's error codes and ours. */
const CODES: Readonly<Record<string, string>> = {
  "commander.unknownCommand": "usage.unknown-command",
  "commander.unknownOption": "usage.unknown-option",
  "commander.missingArgument": "usage.missing-argument",
  "commander.optionMissingArgument": "usage.option-needs-value",
  "commander.missingMandatoryOptionValue": "usage.missing-option",
  "commander.excessArguments": "usage.too-many-arguments",
};

/**
 * Turns an error of commander into one of ours, which has a text in the reader's language. The option or command it is
 * about is quoted in commander's message, and a likely spelling is in its last line; commander 14 gives no other access.
 */
export function toUsageError(error: CommanderError): CliError {
  const code = CODES[error.code];
  const [, what] = /'([^']*)'/.exec(error.message) ?? [];
  const [, near] = /Did you mean (?:one of )?(.*)\?/.exec(error.message) ?? [];
  const detail = error.message.replace(/^error: /, "");
  if (code === undefined) return new CliError(EXIT.usage, "usage.wrong", { detail }, { cause: error });
  const params = { ...(what === undefined ? {} : { what }), ...(near === undefined ? {} : { near }) };
  return new CliError(EXIT.usage, code, params, { detail, cause: error });
}
