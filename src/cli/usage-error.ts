import type { CommanderError } from "commander";
import { CliError, EXIT } from "./exit.ts";

/** What commander calls its errors, and what we do. */
const CODES: Readonly<Record<string, string>> = {
  "commander.unknownCommand": "usage.unknown-command",
  "commander.unknownOption": "usage.unknown-option",
  "commander.missingArgument": "usage.missing-argument",
  "commander.optionMissingArgument": "usage.option-needs-value",
  "commander.missingMandatoryOptionValue": "usage.missing-option",
  "commander.excessArguments": "usage.too-many-arguments",
};

/**
 * Commander's complaint as one of ours, so that it reads in the reader's language. What it is about stands
 * between quotes in commander's message, and the likely spelling in its last line; there is no other way
 * to learn them (commander 14).
 */
export function usageError(error: CommanderError): CliError {
  const code = CODES[error.code];
  const [, what] = /'([^']*)'/.exec(error.message) ?? [];
  const [, near] = /Did you mean (?:one of )?(.*)\?/.exec(error.message) ?? [];
  const detail = error.message.replace(/^error: /, "");
  if (code === undefined) return new CliError(EXIT.usage, "usage.wrong", { detail }, { cause: error });
  const params = { ...(what === undefined ? {} : { what }), ...(near === undefined ? {} : { near }) };
  return new CliError(EXIT.usage, code, params, { detail, cause: error });
}
