import type { MessageCode, MessageParams, Messages } from "./messages.ts";

/** The part of a validator's finding that words are made from. Its own text, which is English, is not used. */
export interface Issue {
  readonly code?: string | undefined;
  readonly input?: unknown;
  readonly message?: string;
  readonly expected?: unknown;
  readonly origin?: unknown;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly format?: unknown;
  readonly values?: unknown;
  readonly keys?: unknown;
  readonly params?: Readonly<Record<string, unknown>> | undefined;
}

/** Says in the reader's language what a value must be: "must have at most 200 characters". */
export function describeIssue(messages: Messages, issue: Issue | undefined): string {
  // The contract's own checks carry a code of the catalogue in place of a text.
  if (issue?.message?.startsWith("invalid.") && messages.knows(issue.message)) {
    return messages.text(issue.message, paramsOf(issue));
  }
  const [code, params] = findWords(issue ?? {});
  return messages.word(code, params);
}

function paramsOf({ params = {} }: Issue): MessageParams {
  const known: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(params)) {
    if (typeof value === "string" || typeof value === "number") known[name] = value;
  }
  return known;
}

function findWords(issue: Issue): readonly [MessageCode, MessageParams?] {
  switch (issue.code) {
    case "invalid_type":
      return wordsForType(issue);
    case "too_small":
      return [sizeCode(issue.origin, "least"), { count: numberOf(issue.minimum) }];
    case "too_big":
      return [sizeCode(issue.origin, "most"), { count: numberOf(issue.maximum) }];
    case "invalid_value":
      return wordsForChoice(issue);
    case "unrecognized_keys":
      return ["invalid.unknown-members", { names: listOf(issue.keys) }];
    case "invalid_format":
      if (issue.format === "url") return ["invalid.url"];
      return issue.format === "datetime" ? ["invalid.instant"] : ["invalid.form"];
    default:
      return ["invalid.form"];
  }
}

function wordsForChoice({ values }: Issue): readonly [MessageCode, MessageParams] {
  const hasOne = Array.isArray(values) && values.length === 1;
  return [hasOne ? "invalid.fixed" : "invalid.one-of", { allowed: listOf(values) }];
}

const TYPES: Readonly<Record<string, MessageCode>> = {
  string: "invalid.text",
  number: "invalid.number",
  int: "invalid.number",
  boolean: "invalid.boolean",
  array: "invalid.list",
  object: "invalid.object",
  record: "invalid.object",
};

function wordsForType({ expected, message }: Issue): readonly [MessageCode] {
  if (message?.includes("received undefined")) return ["invalid.missing"];
  return [TYPES[String(expected)] ?? "invalid.form"];
}

function sizeCode(origin: unknown, limit: "least" | "most"): MessageCode {
  if (origin === "string") return `invalid.length-${limit}`;
  return origin === "array" ? `invalid.items-${limit}` : `invalid.number-${limit}`;
}

function numberOf(value: unknown): number {
  return Number(value);
}

function listOf(values: unknown): string {
  return Array.isArray(values) ? values.map(String).join(", ") : "";
}
