import { toEditBody } from "../../../core/directory/edit-operations.ts";
import { isOwnedBySource } from "../../../core/directory/source-attributes.ts";
import type { ObjectId, OrgId } from "../../../core/ids.ts";
import { isSameJson, type JsonObject } from "../../../core/json.ts";
import { ScimError } from "../../../core/scim/error.ts";
import { applyPatch } from "../../../core/scim/patch/apply-patch.ts";
import type { RelationshipDelta } from "../../../core/scim/patch/operation.ts";
import { PATCH_LIMITS, readPatchInTurns } from "../../../core/scim/patch/read-patch.ts";
import { readResource } from "../../../core/scim/request/document.ts";
import { schemasOf } from "../../../core/scim/resolve.ts";
import type { Document } from "../../../core/scim/schema.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { ObjectRow } from "../../../ports/tables.ts";
import { runInTurns } from "../../background/turn.ts";
import { type Actor, type Refusal, refuse } from "../../deps.ts";
import type { Caller, Directory, VersionTest, WriteOutcome } from "../directory.ts";
import { changeBlock, readOwnership } from "./block-user.ts";
import { type Change, changeObject } from "./change-object.ts";
import { createObject } from "./create-object.ts";
import { deleteObject } from "./delete-object.ts";
import { ChangeRefused, refuseEdit } from "./refuse-edit.ts";

/** Answers need neither members nor groups: the object is read again, as people see it. */
const SHOWN = { members: false, groups: false };

/** A user or group that an administrator changes. */
export interface EditInput {
  readonly org: OrgId;
  readonly type: ObjectType;
  readonly id: ObjectId;
  /** The version that the administrator saw; undefined accepts any. */
  readonly ifVersion?: number | undefined;
}

/** Creates a user or group with these attributes, by the rules that SCIM requests have. */
export async function addObject(
  directory: Directory,
  actor: Actor,
  input: { readonly org: OrgId; readonly type: ObjectType; readonly attributes: JsonObject },
): Promise<ObjectRow | Refusal> {
  const { org, type, attributes } = input;
  const caller = await callerOf(directory, actor, org);
  return write(directory, { org, type, find: nameIn(type, attributes) }, () =>
    createObject(directory, caller, caller.types.standard(type), async ({ resource }) => {
      const body = { ...attributes, schemas: schemasOf(resource).map(({ id }) => id) };
      const work = readResource(resource, body, caller.profile);
      return { resource: await runInTurns(directory.deps.env, work), shown: SHOWN };
    }),
  );
}

/**
 * Merges attributes into a user or group; null removes a value. Refused for attributes that a source owns, other than a
 * block of a user, which imports keep until an administrator lifts it.
 */
export async function changeAttributes(
  directory: Directory,
  actor: Actor,
  input: EditInput & { readonly attributes: JsonObject },
): Promise<ObjectRow | Refusal> {
  const { org, type, id, attributes } = input;
  const { env } = directory.deps;
  const caller = await callerOf(directory, actor, org);
  if (Object.keys(attributes).length === 0) return readRow(directory, input);
  const source = await sourceOf(directory, org, id);
  return write(directory, { org, type, find: id }, () =>
    changeObject(directory, caller, caller.types.standard(type), {
      id,
      isExpected: expectVersion(input),
      read: async ({ resource }) => {
        const body = toEditBody(resource, attributes);
        const operations = await runInTurns(
          env,
          readPatchInTurns(body, resource, caller.profile, PATCH_LIMITS),
        );
        return { operations, shown: SHOWN };
      },
      change: async (before, { operations }, { resource }) => {
        const subject = { id, document: before.doc };
        const rules = { profile: caller.profile, limits: directory.limits };
        const patched = await runInTurns(env, applyPatch(resource, subject, operations, rules));
        const owned = type === "user" ? await readOwnership(directory.deps, org, id) : [];
        const block = changeBlock(owned, attributes, before, patched.document);
        refuseOwned({ type, source, mayBlock: block !== undefined }, before, patched);
        return block === undefined ? patched : { ...patched, document: block.document, beside: block.writes };
      },
    }),
  );
}

/** Adds members to a group and removes others. Refused for a group of a source, which owns its members. */
export async function changeMembers(
  directory: Directory,
  actor: Actor,
  input: Omit<EditInput, "type"> & { readonly add: readonly string[]; readonly remove: readonly string[] },
): Promise<ObjectRow | Refusal> {
  const { org, id, add, remove } = input;
  const caller = await callerOf(directory, actor, org);
  const source = await sourceOf(directory, org, id);
  const deltas: readonly RelationshipDelta[] = [
    { attribute: "members", kind: "remove", values: remove },
    { attribute: "members", kind: "add", elements: add.map((value) => ({ value })) },
  ];
  return write(directory, { org, type: "group", find: id }, () =>
    changeObject(directory, caller, caller.types.standard("group"), {
      id,
      isExpected: expectVersion(input),
      read: async () => ({ shown: SHOWN }),
      change: (before) => {
        const change = { document: before.doc, externalId: null, deltas };
        refuseOwned({ type: "group", source, mayBlock: false }, before, change);
        return change;
      },
    }),
  );
}

/** Deletes a user, who is kept for a while where the organization says so, or a group. */
export async function removeObject(
  directory: Directory,
  actor: Actor,
  input: EditInput,
): Promise<true | Refusal> {
  const { org, type, id } = input;
  if (id === actor.issuedTo) return refuse("forbidden", "object.own-account", { find: id });
  const caller = await callerOf(directory, actor, org);
  const isExpected = expectVersion(input);
  const outcome = await deleteObject(directory, caller, caller.types.standard(type), { id, isExpected });
  return outcome.kind === "deleted" ? true : refuseEdit(outcome, type, id);
}

/** The administrator as the writes of the directory know a caller. External ids belong to integrations alone. */
async function callerOf(directory: Directory, actor: Actor, org: OrgId): Promise<Caller> {
  return {
    actor: { ...actor, org, principal: null },
    types: await directory.types.of(org),
    profile: { kind: "strict" },
    baseUrl: "",
  };
}

function expectVersion({ ifVersion }: Pick<EditInput, "ifVersion">): VersionTest | undefined {
  return ifVersion === undefined ? undefined : (version) => version === ifVersion;
}

async function sourceOf({ deps }: Directory, org: OrgId, id: ObjectId): Promise<string | undefined> {
  return (await deps.store.sourcesOf(org, [id])).get(id);
}

/** Ends a change of attributes or members that the next import would undo. A block of a user outlasts imports. */
function refuseOwned(
  {
    type,
    source,
    mayBlock,
  }: { readonly type: ObjectType; readonly source: string | undefined; readonly mayBlock: boolean },
  before: ObjectRow,
  after: Pick<Change, "document" | "deltas">,
): void {
  if (source === undefined) return;
  const changed = findChanged(before.doc, after.document);
  const owned =
    after.deltas.length > 0
      ? "members"
      : changed.find((name) => isOwnedBySource(name) && !(mayBlock && name === "active"));
  if (owned === undefined) return;
  throw new ChangeRefused(
    refuse("conflict", "object.owned-by-source", { type, source, attribute: owned, find: before.id }),
  );
}

function findChanged(before: Document, after: Document): readonly string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => !isSameJson(before[name], after[name]));
}

/** Writes, and reads the object as it is then. */
async function write<Request>(
  directory: Directory,
  { org, type, find }: { readonly org: OrgId; readonly type: ObjectType; readonly find: string },
  run: () => Promise<WriteOutcome<Request>>,
): Promise<ObjectRow | Refusal> {
  try {
    const outcome = await run();
    if (outcome.kind !== "written") return refuseEdit(outcome, type, find);
    const id = outcome.object.id as ObjectId;
    return await readRow(directory, { org, type, id });
  } catch (error) {
    if (error instanceof ChangeRefused) return error.refusal;
    if (error instanceof ScimError) {
      return refuse("invalid", "object.invalid", { type, find, detail: error.message });
    }
    throw error;
  }
}

async function readRow(
  { deps }: Directory,
  { org, type, id }: Pick<EditInput, "org" | "type" | "id">,
): Promise<ObjectRow | Refusal> {
  const row = await deps.store.get("object", { org, id });
  if (row?.type === type && row.deleted === null) return row;
  return refuse("not-found", "object.not-found", { type, find: id });
}

/** The name that a new object is to have, for errors. */
function nameIn(type: ObjectType, attributes: JsonObject): string {
  const name = attributes[type === "user" ? "userName" : "displayName"];
  return typeof name === "string" ? name : "-";
}
