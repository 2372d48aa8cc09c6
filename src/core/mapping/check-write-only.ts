import type { Json, JsonObject } from "../json.ts";
import { createMappingError, type MappingError } from "./mapping-error.ts";

/**
 * The options of an attribute that `writeOnly` does not allow. The value exists at the moment of sending and is kept nowhere:
 * it cannot be compared later, searched by, or stand in the mapping.
 */
export function checkWriteOnly(attribute: JsonObject, pointer: string): readonly MappingError[] {
  const { writeOnly, kind, apply, matching, reference, defaultIfNull } = attribute;
  if (writeOnly === undefined || writeOnly === false) return [];
  if (writeOnly !== true) return [createMappingError(`${pointer}/writeOnly`, "write-only-invalid")];
  const given = (value: Json | undefined) => value !== undefined;
  const checks: readonly (readonly [isWrong: boolean, member: string, code: string])[] = [
    [kind !== "expression", "kind", "write-only-kind"],
    [apply === "always", "apply", "write-only-always"],
    [given(matching), "matching", "write-only-matching"],
    [given(reference), "reference", "write-only-reference"],
    [given(defaultIfNull), "defaultIfNull", "write-only-default"],
  ];
  return checks
    .filter(([isWrong]) => isWrong)
    .map(([, member, code]) => createMappingError(`${pointer}/${member}`, code));
}
