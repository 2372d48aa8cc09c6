import { type DestinationStream, destination, type Logger, pino } from "pino";
import { isSecretName, REDACTED, redactText } from "../core/redact.ts";

const DEPTH_MAX = 6;

/** How the lines are written: for programs, or for a person at a terminal. */
export type LogFormat = "json" | "pretty";

/** A stream to standard error that turns the log's JSON lines into lines for people. Loaded only where it is used. */
export async function openPrettyStream(isColored: boolean): Promise<DestinationStream> {
  const { default: pretty } = await import("pino-pretty");
  return pretty({
    ...{ colorize: isColored, sync: true, destination: 2 },
    ...{ levelKey: "level", translateTime: "SYS:yyyy-mm-dd HH:MM:ss", singleLine: true },
  });
}

/**
 * A log of JSON lines, to standard error unless told otherwise. Whatever is given to it, secrets do not get
 * through: members with secret names at any depth, and bearers, tokens and URL parameters in any text,
 * messages and stacks of errors included.
 */
export function openLog(options: {
  readonly level: string;
  readonly stream?: DestinationStream;
  /** Milliseconds since 1970; the machine's date when left out. */
  readonly now?: () => number;
}): Logger {
  const now = options.now ?? Date.now;
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: () => `,"time":"${new Date(now()).toISOString()}"`,
      formatters: {
        level: (label) => ({ level: label }),
        log: (entry) => scrubMembers(entry, 0),
      },
      serializers: { err: scrubError, error: scrubError },
      hooks: { streamWrite: redactText },
    },
    options.stream ?? destination({ dest: 2, sync: true }),
  );
}

function scrubMembers(entry: object, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(entry).map(([name, value]) => [
      name,
      isSecretName(name) && typeof value !== "boolean" ? REDACTED : scrub(value, depth + 1),
    ]),
  );
}

function scrub(value: unknown, depth: number): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Error) return scrubError(value);
  if (depth > DEPTH_MAX) return "[deep]";
  if (Array.isArray(value)) return value.map((item) => scrub(item, depth + 1));
  // A value that knows how to print itself (a date, a secret, fastify's request) does so later.
  if ("toJSON" in value || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return scrubMembers(value, depth);
}

function scrubError(error: unknown): unknown {
  if (!(error instanceof Error)) return scrub(error, 1);
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...("code" in error ? { code: error.code } : {}),
    ...(error.cause instanceof Error ? { cause: scrubError(error.cause) } : {}),
  };
}
