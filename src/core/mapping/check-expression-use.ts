import type { JsonObject } from "../json.ts";
import type { Expression } from "./expression/expression.ts";
import { uniqueRulesOf } from "./expression/unique-rules.ts";
import { createMappingError, type MappingError } from "./mapping-error.ts";

/**
 * The options of an attribute that its expression does not allow. A value that no account has can only be chosen for a new
 * account: a search for the account needs the value beforehand, and an existing account has a value already.
 */
export function checkExpressionUse(
  expression: Expression,
  { apply, matching, reference, writeOnly }: JsonObject,
  pointer: string,
): readonly MappingError[] {
  if (uniqueRulesOf(expression) === undefined) return [];
  return [
    ...(apply === "always" ? [createMappingError(`${pointer}/apply`, "unique-value-always")] : []),
    ...(matching === undefined ? [] : [createMappingError(`${pointer}/matching`, "unique-value-matching")]),
    ...(reference === undefined
      ? []
      : [createMappingError(`${pointer}/reference`, "unique-value-reference")]),
    ...(writeOnly === true ? [createMappingError(`${pointer}/writeOnly`, "write-only-unique")] : []),
  ];
}
