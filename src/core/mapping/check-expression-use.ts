import type { JsonObject } from "../json.ts";
import { isCalled } from "./expression/calls-in.ts";
import type { Expression } from "./expression/expression.ts";
import { uniqueRulesOf } from "./expression/unique-rules.ts";
import { createMappingError, type MappingError } from "./mapping-error.ts";

/** The options of an attribute that its expression does not allow. */
export function checkExpressionUse(
  expression: Expression,
  attribute: JsonObject,
  pointer: string,
): readonly MappingError[] {
  return [...checkChoice(expression, attribute, pointer), ...checkRedaction(expression, attribute, pointer)];
}

/** The address of a search contains the value, and so do the reasons of a plan. */
function checkRedaction(
  expression: Expression,
  { matching }: JsonObject,
  pointer: string,
): readonly MappingError[] {
  if (!isCalled("Redact", expression)) return [];
  const isChosen = uniqueRulesOf(expression) !== undefined;
  return [
    ...(isChosen ? [createMappingError(`${pointer}/expression`, "redact-unique")] : []),
    ...(matching === undefined ? [] : [createMappingError(`${pointer}/matching`, "redact-matching")]),
  ];
}

/**
 * The options that a choice does not allow. A value that no account has can only be chosen for a new
 * account: a search for the account needs the value beforehand, and an existing account has a value already.
 */
function checkChoice(
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
