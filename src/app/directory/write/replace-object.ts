import type { RelationshipDelta } from "../../../core/scim/patch/operation.ts";
import { tolerancesOf } from "../../../core/scim/profile.ts";
import type { ReadResource } from "../../../core/scim/request/document.ts";
import { replaceDocument } from "../../../core/scim/request/replace.ts";
import type { DirectoryType } from "../../resource-types/directory-type.ts";
import type { Caller, Directory, TypedRequest, WriteOutcome } from "../directory.ts";
import { externalIdOf } from "../view.ts";
import { type ChangeInput, changeObject } from "./change-object.ts";

/**
 * Replaces an object as PUT does (RFC 7644 §3.5.1). Throws `ScimError` when an immutable value would change.
 *
 * Members and externalId are stored apart from the document. Leaving them out clears them only in the strict
 * profiles: a usual update of a group names no members, and must not empty the group.
 */
export function replaceObject<Request extends TypedRequest & { readonly resource: ReadResource }>(
  directory: Directory,
  caller: Caller,
  type: DirectoryType,
  input: ChangeInput<Request>,
): Promise<WriteOutcome<Request>> {
  const { keepOmitted } = tolerancesOf(caller.profile);
  return changeObject(directory, caller, type, {
    ...input,
    change: (before, { resource }, { resource: schema }) => {
      const kept = keepOmitted ? externalIdOf(before, caller.actor.principal) : null;
      return {
        document: replaceDocument(schema, before.doc, resource.document),
        externalId: resource.externalId === undefined ? kept : resource.externalId,
        deltas: relationshipDeltas(schema.relationships ?? [], resource, { keepOmitted }),
      };
    },
  });
}

/** Replaces the relationships that the request names, and empties the others unless they are kept. */
function relationshipDeltas(
  attributes: readonly string[],
  { relationships }: ReadResource,
  { keepOmitted }: { readonly keepOmitted: boolean },
): readonly RelationshipDelta[] {
  return attributes.flatMap((attribute): RelationshipDelta[] => {
    const elements = relationships[attribute] ?? (keepOmitted ? undefined : []);
    return elements === undefined ? [] : [{ attribute, kind: "replace", elements }];
  });
}
