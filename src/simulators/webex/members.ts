import type { JsonObject } from "../../core/json.ts";
import { ScimError } from "../../core/scim/error.ts";
import { matchesElement } from "../../core/scim/filter/evaluate.ts";
import type { RelationshipDelta } from "../../core/scim/patch/operation.ts";
import type { WebexCall } from "./call.ts";

type Members = ReadonlyMap<string, JsonObject>;

/** The members that a body lists. 400 for one that the organization does not have. */
export function readMembers(call: WebexCall, elements: readonly JsonObject[]): Members {
  return new Map(elements.map((element) => readMember(call, element)));
}

function readMember({ registry, place }: WebexCall, element: JsonObject): readonly [string, JsonObject] {
  const value = String(element["value"] ?? "");
  const isUser = registry.find(place.orgId, "User", value) !== undefined;
  if (!isUser && registry.find(place.orgId, "Group", value) === undefined) {
    throw new ScimError("invalidValue", `"${value}" is neither a user nor a group of this organization.`);
  }
  return [value, { value, type: isUser ? "user" : "group" }];
}

/** The members after the changes of a PATCH. 413 for more changes than one PATCH may have. */
export function changeMembers(
  call: WebexCall,
  before: Members,
  deltas: readonly RelationshipDelta[],
): Members {
  const { membersPerPatch } = call.settings;
  const named = deltas.reduce((sum, delta) => sum + countNamed(delta), 0);
  if (named > membersPerPatch) {
    throw new ScimError(413, `The request changes ${named} members; ${membersPerPatch} are taken at once.`);
  }
  const after = new Map(before);
  for (const delta of deltas) applyDelta(call, after, delta);
  return after;
}

function countNamed(delta: RelationshipDelta): number {
  switch (delta.kind) {
    case "add":
    case "replace":
      return delta.elements.length;
    case "remove":
      return delta.values.length;
    case "removeWhere":
      return 0;
  }
}

function applyDelta(call: WebexCall, members: Map<string, JsonObject>, delta: RelationshipDelta): void {
  switch (delta.kind) {
    case "replace":
      members.clear();
      for (const [id, member] of readMembers(call, delta.elements)) members.set(id, member);
      return;
    case "add":
      for (const [id, member] of readMembers(call, delta.elements)) members.set(id, member);
      return;
    case "remove":
      for (const value of delta.values) members.delete(value);
      return;
    case "removeWhere":
      for (const [id, member] of [...members]) if (matchesElement(delta.filter, member)) members.delete(id);
  }
}
