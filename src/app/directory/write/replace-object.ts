import type { RelationshipDelta } from "../../../core/scim/patch/operation.ts";
import { tolerancesOf } from "../../../core/scim/profile.ts";
import type { ReadResource } from "../../../core/scim/request/document.ts";
import { replaceDocument } from "../../../core/scim/request/replace.ts";
import type { DirectoryType } from "../../resource-types/directory-type.ts";
import type { Caller, Directory, WriteOutcome } from "../directory.ts";
import { externalIdOf } from "../view.ts";
import { type ChangeInput, changeObject } from "./change-object.ts";

/**
 * Replaces an object as PUT does (RFC 7644 §3.5.1). Throws `ScimError` where an immutable value would change.
 *
 * What is stored apart from the document, members and externalId, is cleared by leaving it out only for clients
 * that go by the letter: a common update names no members, and must not empty the group.
 */
export function replaceObject(
  directory: Directory,
  caller: Caller,
  type: DirectoryType,
  input: ChangeInput & { readonly resource: ReadResource },
): Promise<WriteOutcome> {
  const { resource } = input;
  const { keepOmitted } = tolerancesOf(caller.profile);
  const deltas = (type.resource.keyed ?? []).flatMap((attribute): RelationshipDelta[] => {
    const elements = resource.keyed[attribute] ?? (keepOmitted ? undefined : []);
    return elements === undefined ? [] : [{ attribute, kind: "replace", elements }];
  });
  return changeObject(directory, caller, type, input, (before) => {
    const kept = keepOmitted ? externalIdOf(before, caller.actor.principal) : null;
    return {
      document: replaceDocument(type.resource, before.doc, resource.document),
      externalId: resource.externalId === undefined ? kept : resource.externalId,
      deltas,
    };
  });
}
