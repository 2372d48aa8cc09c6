import type { Json } from "../../json.ts";
import type { Work } from "../../work.ts";
import { ScimError } from "../error.ts";
import { isUnassigned } from "../names.ts";
import type { Tolerances } from "../profile.ts";
import { foldByValue } from "../request/document.ts";
import { readElement, readElementsInTurns, refuseReplaceBySingle } from "../value.ts";
import { constraintsOf, valuesNamedBy } from "./constraints.ts";
import type { AttributeTarget, RelationshipDelta } from "./operation.ts";
import { refuseRemoveNull, refuseRemoveValue } from "./remove-value.ts";

type RelationshipOperation = {
  readonly kind: "add" | "replace" | "remove";
  readonly path: AttributeTarget;
  readonly value: Json | undefined;
};

/**
 * Returns the changes that an operation makes to a relationship; none for an operation that changes nothing.
 * Elements come and go but do not change: their parts are immutable (RFC 7643 §4.2), 400 mutability.
 */
export function* readRelationshipDelta(
  operation: RelationshipOperation,
  tolerances: Tolerances,
): Work<readonly RelationshipDelta[]> {
  const { path, kind } = operation;
  if (path.sub !== undefined) {
    throw new ScimError("mutability", `"${path.path}" cannot be changed: add and remove elements instead.`);
  }
  if (kind === "remove") return yield* readRemoval(operation, tolerances);
  if (path.filter !== undefined) return additionByFilter(operation, tolerances);
  const attribute = path.attribute.name;
  if (kind === "replace") refuseReplaceBySingle(operation.value, path.path);
  const elements = foldByValue(yield* readElementsInTurns(path.attribute, operation.value, tolerances));
  if (kind === "replace") return [{ attribute, kind, elements }];
  return elements.length === 0 ? [] : [{ attribute, kind, elements }];
}

function* readRemoval(
  { path, value }: RelationshipOperation,
  tolerances: Tolerances,
): Work<readonly RelationshipDelta[]> {
  refuseRemoveValue(value, tolerances);
  const attribute = path.attribute.name;
  if (path.filter !== undefined) {
    if (value !== undefined && value !== null && value !== "") {
      throw new ScimError(
        "invalidValue",
        `To remove from "${path.path}", use a filter or a value, not both.`,
      );
    }
    const values = valuesNamedBy(path.filter);
    return values === undefined
      ? [{ attribute, kind: "removeWhere", filter: path.filter }]
      : [{ attribute, kind: "remove", values: [...new Set(values)] }];
  }
  refuseRemoveNull(value);
  if (value === undefined) return [{ attribute, kind: "replace", elements: [] }];
  const elements = foldByValue(yield* readElementsInTurns(path.attribute, value, tolerances));
  const values = elements.flatMap((element) =>
    typeof element["value"] === "string" ? [element["value"]] : [],
  );
  return values.length === 0 ? [] : [{ attribute, kind: "remove", values }];
}

/** `add` on `members[value eq "x"]` means that element, where the profile makes what a filter describes. */
function additionByFilter(
  { kind, path, value }: RelationshipOperation,
  tolerances: Tolerances,
): readonly RelationshipDelta[] {
  if (kind === "replace") {
    throw new ScimError("mutability", `Elements of "${path.path}" cannot be changed.`);
  }
  const constraints = path.filter && constraintsOf(path.filter);
  if (!tolerances.addOnNoTarget || constraints?.["value"] === undefined) {
    throw new ScimError("noTarget", `The filter on "${path.path}" does not describe an element to add.`);
  }
  const stated = isUnassigned(value) ? {} : readElement(path.attribute, value, tolerances, path.path);
  const merged = typeof stated === "object" ? { ...constraints, ...stated } : constraints;
  return [{ attribute: path.attribute.name, kind: "add", elements: foldByValue([merged]) }];
}
