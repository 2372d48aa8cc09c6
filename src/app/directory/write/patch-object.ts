import { applyPatch } from "../../../core/scim/patch/apply-patch.ts";
import type { PatchOperation } from "../../../core/scim/patch/operation.ts";
import type { DirectoryType } from "../../resource-types/directory-type.ts";
import type { Caller, Directory, WriteOutcome } from "../directory.ts";
import { externalIdOf } from "../view.ts";
import { type ChangeInput, changeObject } from "./change-object.ts";

/**
 * Applies a PATCH, all of it or nothing (RFC 7644 §3.5.2). Throws `ScimError` where an operation does not suit
 * what is there.
 */
export function patchObject(
  directory: Directory,
  caller: Caller,
  type: DirectoryType,
  input: ChangeInput & { readonly operations: readonly PatchOperation[] },
): Promise<WriteOutcome> {
  return changeObject(directory, caller, type, input, (before) => {
    const subject = {
      id: before.id,
      document: before.doc,
      externalId: externalIdOf(before, caller.actor.principal),
    };
    return applyPatch(
      type.resource,
      subject,
      input.operations,
      caller.profile,
      directory.limits.patchComparisonsMax,
    );
  });
}
