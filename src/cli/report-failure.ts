import { LISTED_ERRORS_MAX } from "../core/listed-errors.ts";
import { formatPlace, type PlacedError } from "../files/placed-error.ts";
import type { MessageParams, Messages } from "../messages/messages.ts";
import { makePrintable } from "../messages/messages.ts";
import { CliError, EXIT, type ExitCode, findExitOfCode } from "./exit.ts";
import { formatLabelled } from "./format-labelled.ts";
import { createPaint } from "./paint.ts";
import type { World } from "./world.ts";

/**
 * Reports why a command failed: as text on the error stream, or under `--json` on standard output as
 * `{"error":{"code","message","params","trackingId"?,"errors"?}}` on one line. An error that is not a CliError is a bug and is
 * shown with its stack.
 */
export function reportFailure(
  world: Pick<World, "stdout" | "stderr" | "env">,
  messages: Messages,
  json: boolean,
  error: unknown,
): ExitCode {
  const failure = error instanceof CliError ? error : (knownOf(messages, error) ?? bugOf(error));
  const message = describeFailure(messages, failure);
  if (json) {
    const { code, params, trackingId } = failure;
    const errors = failure.errors.slice(0, LISTED_ERRORS_MAX);
    const [first] = errors;
    const told = {
      code,
      message,
      params,
      ...(trackingId === undefined ? {} : { trackingId }),
      ...(first === undefined ? {} : { ...placeOf(first), errors }),
    };
    world.stdout.write(`${JSON.stringify({ error: told })}\n`);
  } else {
    const paint = createPaint(world.stderr, world.env);
    world.stderr.write(`${paint.red("muster:")} ${message}\n`);
    for (const line of renderConfigurationErrors(messages, failure)) world.stderr.write(`${line}\n`);
    if (failure.trackingId !== undefined) {
      world.stderr.write(`${paint.dim(messages.word("cli.tracking-id", { id: failure.trackingId }))}\n`);
    }
  }
  if (failure.code === "cli.bug") {
    world.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  }
  return failure.exit;
}

/** The place of the first error, as `muster mapping eval` reports it. */
function placeOf({ pointer, position, expected, file, line, column }: PlacedError) {
  return {
    pointer,
    ...(file === undefined ? {} : { file, line, column }),
    ...(position === undefined ? {} : { position }),
    ...(expected === undefined ? {} : { expected }),
  };
}

/** The errors of a configuration up to a number that a person can read, and the number of the others. */
function renderConfigurationErrors(messages: Messages, { errors, params }: CliError): readonly string[] {
  const listed = errors.slice(0, LISTED_ERRORS_MAX);
  const count = Math.max(errors.length, Number(params["errors"] ?? 0)) - listed.length;
  const more = listed.length > 0 && count > 0 ? [`  ${messages.word("cli.more-errors", { count })}`] : [];
  return [...listed.flatMap((each) => renderConfigurationError(messages, each)), ...more];
}

/** One error of a configuration: its place, its text and the tokens that can stand there. */
function renderConfigurationError(messages: Messages, error: PlacedError): string[] {
  const { position, expected = "", code, params } = error;
  const text = messages.knows(code)
    ? messages.text(code, params)
    : `${makePrintable(error.detail)} (${code})`;
  const place = makePrintable(formatPlace(error));
  const line =
    position === undefined
      ? `${place}: ${text}`
      : formatLabelled(messages, messages.word("cli.error-at", { place, position }), text);
  return [`  ${line}`, ...(expected === "" ? [] : [`    ${messages.word("cli.expected", { expected })}`])];
}

/** Describes the failure in the reader's language, or in the server's words if the catalogue lacks the code. */
export function describeFailure(messages: Messages, failure: CliError): string {
  const known = messages.knows(failure.code);
  const text =
    known || failure.detail === undefined
      ? messages.text(failure.code, failure.params)
      : `${makePrintable(failure.detail)} (${failure.code})`;
  const near = failure.params["near"];
  return near === undefined ? text : `${text} ${messages.word("usage.did-you-mean", { near })}`;
}

/** Reads an error of a local command that carries a code of the catalogue and perhaps parameters. */
function knownOf(messages: Messages, error: unknown): CliError | undefined {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return undefined;
  if (!messages.knows(error.code)) return undefined;
  const params = "params" in error ? paramsOf(error.params) : { detail: error.message };
  return new CliError(findExitOfCode(error.code), error.code, params, { cause: error });
}

function paramsOf(params: unknown): MessageParams {
  const known: Record<string, string | number> = {};
  if (typeof params !== "object" || params === null) return known;
  for (const [name, value] of Object.entries(params)) {
    if (typeof value === "string" || typeof value === "number") known[name] = value;
  }
  return known;
}

function bugOf(error: unknown): CliError {
  const reason = error instanceof Error ? error.message : String(error);
  return new CliError(EXIT.failed, "cli.bug", { reason }, { cause: error });
}
