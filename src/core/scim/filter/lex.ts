import type { ScimType } from "../error.ts";
import { ScimError } from "../error.ts";
import { isStorable } from "../text.ts";

/** A piece of a filter or of a PATCH path; `at` is the offset where it begins. */
export type FilterToken =
  | { readonly kind: "word"; readonly text: string; readonly at: number }
  | { readonly kind: "string"; readonly text: string; readonly at: number }
  | { readonly kind: "(" | ")" | "[" | "]" | "end"; readonly at: number };

const SPACE = /\s/;
const DELIMITER = /[\s()[\]"]/;

/**
 * Cuts a text into words, JSON strings and brackets; the last token is `end`. A word ends where a bracket or a
 * quote begins, so that `value eq"x"` (RFC 7644's own example) needs no space.
 */
export function lex(text: string, failAs: ScimType): readonly FilterToken[] {
  if (!isStorable(text)) throw new ScimError(failAs, "The text holds a character that no value can have.");
  const tokens: FilterToken[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (SPACE.test(character)) {
      at += 1;
    } else if (character === '"') {
      const end = endOfString(text, at, failAs);
      tokens.push({ kind: "string", text: parseString(text.slice(at, end), at, failAs), at });
      at = end;
    } else if (character === "(" || character === ")" || character === "[" || character === "]") {
      tokens.push({ kind: character, at });
      at += 1;
    } else {
      const start = at;
      while (at < text.length && !DELIMITER.test(text.charAt(at))) at += 1;
      tokens.push({ kind: "word", text: text.slice(start, at), at: start });
    }
  }
  tokens.push({ kind: "end", at });
  return tokens;
}

function endOfString(text: string, start: number, failAs: ScimType): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === "\\") at += 1;
    else if (character === '"') return at + 1;
  }
  throw new ScimError(failAs, `The quote at position ${start} is not closed.`);
}

function parseString(quoted: string, at: number, failAs: ScimType): string {
  const text = readJsonString(quoted);
  if (text !== undefined && isStorable(text)) return text;
  throw new ScimError(failAs, `The text at position ${at} is not a valid JSON string.`);
}

function readJsonString(quoted: string): string | undefined {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return undefined;
  }
}
