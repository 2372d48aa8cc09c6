import { expect } from "vitest";
import type { JsonObject } from "../src/core/json.ts";
import { USER } from "../src/core/scim/definitions/user.ts";
import { applyPatch } from "../src/core/scim/patch/apply-patch.ts";
import { readPatch } from "../src/core/scim/patch/read-patch.ts";
import type { ProfileKind } from "../src/core/scim/profile.ts";
import type { ResourceType } from "../src/core/scim/schema.ts";
import { finishWork } from "../src/core/work.ts";

export const PATCH_URN = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

/** What PATCH makes of a document; the document is a user's unless `type` says otherwise. */
export function patch(
  before: JsonObject,
  operations: unknown,
  kind: ProfileKind = "rfc",
  more: { type?: ResourceType; externalId?: string; id?: string } = {},
) {
  const { type = USER, ...subject } = more;
  const profile = { kind };
  const read = readPatch({ schemas: [PATCH_URN], Operations: operations }, type, profile);
  return finishWork(applyPatch(type, { document: before, ...subject }, read, { profile }));
}

/** The document after one operation. */
export function patchOne(before: JsonObject, operation: unknown, kind?: ProfileKind): JsonObject {
  return patch(before, [operation], kind).document;
}

/** Matches the error of a refused operation. */
export function patchError(scimType: string): unknown {
  return expect.objectContaining({ scimType, status: 400 });
}
