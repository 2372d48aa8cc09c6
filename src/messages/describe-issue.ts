import type { MessageParams, Messages } from "./messages.ts";

/** The part of a validator's finding that words are made from. Its own text, which is English, is not used. */
export interface Issue {
  readonly code?: string | undefined;
  readonly input?: unknown;
  readonly message?: string | undefined;
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
  const [word, params] = wordFor(issue ?? {});
  return messages.word(`invalid.${word}`, { ...params });
}

/** The kinds of findings. Catalogues have a text for each, with `count` or names as parameters. */
export type IssueWord =
  | "missing"
  | "text"
  | "number"
  | "boolean"
  | "list"
  | "object"
  | "url"
  | "instant"
  | "form"
  | "one-of"
  | "fixed"
  | "unknown-members"
  | `${"length" | "items" | "number"}-${"least" | "most"}`;

interface WordParams {
  readonly count?: number;
  readonly names?: string;
  readonly allowed?: string;
}

type Word = readonly [word: IssueWord, params?: WordParams];

function paramsOf({ params = {} }: Issue): MessageParams {
  const known: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(params)) {
    if (typeof value === "string" || typeof value === "number") known[name] = value;
  }
  return known;
}

/** The kind of a finding, and the parameters of its text. */
export function wordFor(issue: Issue): Word {
  switch (issue.code) {
    case "invalid_type":
      return wordsForType(issue);
    case "too_small":
      return [sizeWord(issue.origin, "least"), { count: numberOf(issue.minimum) }];
    case "too_big":
      return [sizeWord(issue.origin, "most"), { count: numberOf(issue.maximum) }];
    case "invalid_value":
      return wordsForChoice(issue);
    case "unrecognized_keys":
      return ["unknown-members", { names: listOf(issue.keys) }];
    case "invalid_format":
      if (issue.format === "url") return ["url"];
      return [issue.format === "datetime" ? "instant" : "form"];
    default:
      return ["form"];
  }
}

function wordsForChoice({ values }: Issue): Word {
  const hasOne = Array.isArray(values) && values.length === 1;
  return [hasOne ? "fixed" : "one-of", { allowed: listOf(values) }];
}

const TYPES: Readonly<Record<string, IssueWord>> = {
  string: "text",
  number: "number",
  int: "number",
  boolean: "boolean",
  array: "list",
  object: "object",
  record: "object",
};

function wordsForType({ expected, message }: Issue): Word {
  if (message?.includes("received undefined")) return ["missing"];
  return [TYPES[String(expected)] ?? "form"];
}

function sizeWord(origin: unknown, limit: "least" | "most"): IssueWord {
  if (origin === "string") return `length-${limit}`;
  return origin === "array" ? `items-${limit}` : `number-${limit}`;
}

function numberOf(value: unknown): number {
  return Number(value);
}

function listOf(values: unknown): string {
  return Array.isArray(values) ? values.map(String).join(", ") : "";
}
