import { applyPatch } from "../../../core/scim/patch/apply-patch.ts";
import type { PatchOperation } from "../../../core/scim/patch/operation.ts";
import { runInTurns } from "../../background/turn.ts";
import type { DirectoryType } from "../../resource-types/directory-type.ts";
import type { Caller, Directory, TypedRequest, WriteOutcome } from "../directory.ts";
import { externalIdOf } from "../view.ts";
import { type ChangeInput, changeObject } from "./change-object.ts";

/**
 * Applies a PATCH, all of it or nothing (RFC 7644 §3.5.2). Throws `ScimError` when an operation does not suit the
 * stored object.
 */
export function patchObject<
  Request extends TypedRequest & { readonly operations: readonly PatchOperation[] },
>(
  directory: Directory,
  caller: Caller,
  type: DirectoryType,
  input: ChangeInput<Request>,
): Promise<WriteOutcome<Request>> {
  const { principal } = caller.actor;
  return changeObject(directory, caller, type, {
    ...input,
    change: ({ id, doc, external }, { operations }, { resource }) => {
      const subject = { id, document: doc, externalId: externalIdOf({ external }, principal) };
      const rules = { profile: caller.profile, limits: directory.limits };
      return runInTurns(directory.deps.env, applyPatch(resource, subject, operations, rules));
    },
  });
}
