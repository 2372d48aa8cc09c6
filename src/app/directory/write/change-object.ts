import type { ObjectId, OrgId } from "../../../core/ids.ts";
import { isSameJson } from "../../../core/json.ts";
import { repeatedPath } from "../../../core/scim/index/keys.ts";
import type { RelationshipDelta } from "../../../core/scim/patch/operation.ts";
import type { Document } from "../../../core/scim/schema.ts";
import type { ObjectSnapshot } from "../../../ports/store.ts";
import type { ObjectRow } from "../../../ports/tables.ts";
import type { Deps } from "../../deps.ts";
import { stateOf } from "../../objects.ts";
import { type DirectoryType, withDefaults } from "../../resource-types/directory-type.ts";
import { NOTHING_REVOKED, type Revoking, revokeUserTokens } from "../../tokens/revoke-user-tokens.ts";
import type { Caller, Directory, ShownResource, VersionTest, WriteOutcome } from "../directory.ts";
import { viewAfterWrite } from "../query/get-object.ts";
import { withExternalId } from "../view.ts";
import { commitWithRetry, type PreparedWrite } from "./commit-with-retry.ts";
import { overlongPath } from "./index-entries.ts";
import { planMembers } from "./membership-writes.ts";
import { updateWrites } from "./object-writes.ts";

/** Which object is to be changed, on what condition, and what its answer shows. */
export interface ChangeInput {
  readonly id: ObjectId;
  readonly isExpected?: VersionTest | undefined;
  readonly shown: ShownResource;
}

/** What an object shall become, worked out from what it is. */
export interface Change {
  readonly document: Document;
  readonly externalId: string | null;
  readonly deltas: readonly RelationshipDelta[];
}

/**
 * Changes an object by a pure function of what it is, tried again on what it became when somebody else was
 * first. What `change` throws ends the attempt with nothing written.
 */
export async function changeObject(
  directory: Directory,
  caller: Caller,
  type: DirectoryType,
  input: ChangeInput,
  change: (before: ObjectRow) => Change,
): Promise<WriteOutcome> {
  const { deps, turns } = directory;
  const { org } = caller.actor;
  const committed = await turns.run([`${org} ${input.id}`], () =>
    commitWithRetry(deps, () => prepareChange(directory, caller, type, input, change)),
  );
  if (committed.kind !== "settled") return committed;
  const { row, isChanged } = committed.value;
  return {
    kind: "written",
    object: await viewAfterWrite(directory, caller, type, row, input.shown),
    isChanged,
  };
}

/** The row that a change leads to, with the text of its document and the groups of a user, for the answer. */
type Changed = ObjectRow & Pick<ObjectSnapshot, "text" | "groups">;

async function prepareChange(
  { deps, limits }: Directory,
  caller: Caller,
  type: DirectoryType,
  { id, isExpected, shown }: ChangeInput,
  change: (before: ObjectRow) => Change,
): Promise<PreparedWrite<{ readonly row: Changed; readonly isChanged: boolean }>> {
  const { org, principal } = caller.actor;
  const found = await readToChange(deps, org, type, id, shown);
  if (found === undefined) return { kind: "not-found" };
  const { before, text, groups } = found;
  if (isExpected?.(before.version) === false) return { kind: "version-mismatch" };
  const { document, externalId, deltas } = change(before);
  const members = await planMembers(deps.store, org, id, deltas);
  if ("kind" in members) return members;
  const external = withExternalId(before.external, principal, externalId);
  const update = updateWrites(deps, caller, type, before, {
    doc: completed(type, document, before.doc),
    external,
    members,
  });
  if (update === undefined) {
    return { kind: "settled", value: { row: { ...before, text, groups }, isChanged: false } };
  }
  const path = overlongPath(update.writes, limits.keyLengthMax);
  if (path !== undefined) return { kind: "too-long", path };
  const repeated = repeatedPath(type.resource, update.row.doc);
  if (repeated !== undefined) return { kind: "taken", path: repeated };
  const revoking = await revokeAtDeactivation(deps, caller, before, update.row);
  return {
    kind: "write",
    writes: [...update.writes, ...revoking.writes],
    value: { row: { ...update.row, text: update.text ?? text, groups }, isChanged: true },
    revokes: revoking.count,
  };
}

/** The object as it is, and what its answer shows beside it, in one read; nothing of it depends on the change. */
async function readToChange(
  { store }: Deps,
  org: OrgId,
  type: DirectoryType,
  id: ObjectId,
  shown: ShownResource,
): Promise<({ readonly before: ObjectRow } & Pick<ObjectSnapshot, "text" | "groups">) | undefined> {
  const withGroups = shown.groups && type.kind === "user";
  const [found] = await store.readObjects(org, type.kind, { kind: "id", id }, withGroups);
  if (found === undefined) return undefined;
  const { type: kind, version, created, modified, deleted, external, text, groups } = found;
  const doc = JSON.parse(text) as Document;
  return {
    before: { org, id, type: kind, version, created, modified, deleted, external, doc },
    text,
    groups,
  };
}

/** What is unassigned goes back to its default (RFC 7643 §2.5): a user is active or inactive, and never neither. */
function completed(type: DirectoryType, document: Document, before: Document): Document {
  const whole = withDefaults(type, document);
  return whole !== document && isSameJson(whole, before) ? before : whole;
}

/** Who is deactivated loses all that is issued to them, in the same commit. */
async function revokeAtDeactivation(
  deps: Deps,
  { actor }: Caller,
  before: ObjectRow,
  after: ObjectRow,
): Promise<Revoking> {
  const ends = stateOf(before) === "active" && stateOf(after) === "inactive";
  if (!ends) return NOTHING_REVOKED;
  return revokeUserTokens(deps, actor, { org: after.org, user: after.id, cause: "deactivated" });
}
