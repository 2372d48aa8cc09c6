import type { ObjectId } from "../../../core/ids.ts";
import { isSameJson } from "../../../core/json.ts";
import type { RelationshipDelta } from "../../../core/scim/patch/operation.ts";
import type { Document } from "../../../core/scim/schema.ts";
import type { ObjectSnapshot, Write } from "../../../ports/store.ts";
import type { ObjectRow } from "../../../ports/tables.ts";
import { runInTurns } from "../../background/turn.ts";
import { stateOf } from "../../objects.ts";
import { type DirectoryType, withDefaults } from "../../resource-types/directory-type.ts";
import { NOTHING_REVOKED, type Revoking, revokeUserTokens } from "../../tokens/revoke-user-tokens.ts";
import type { Caller, Directory, NotWritten, TypedRequest, VersionTest, WriteOutcome } from "../directory.ts";
import { viewAfterWrite } from "../query/get-object.ts";
import { withExternalId } from "../view.ts";
import { type Attempt, attemptBy, type ReadRequest } from "./attempt.ts";
import { keepBlock } from "./block-user.ts";
import { type CommitResult, commitLocked, type PreparedWrite } from "./commit-with-retry.ts";
import { checkIndexed } from "./index-entries.ts";
import { createMemberWrites, type MemberChange, planMembershipChange } from "./membership-writes.ts";
import { createObjectAudit, updateWrites, type WriteContext } from "./object-writes.ts";
import type { ObjectState, ReadyChange } from "./shared-commits.ts";

/** Which object is to be changed, and on what condition. */
export interface ChangeInput<Request extends TypedRequest> {
  readonly id: ObjectId;
  readonly isExpected?: VersionTest | undefined;
  /** Reads the request by a resource type; again by the new one when the definitions changed before the commit. */
  readonly read: ReadRequest<Request>;
}

/** The new state of an object. */
export interface Change {
  readonly document: Document;
  readonly externalId: string | null;
  readonly deltas: readonly RelationshipDelta[];
  /** Rows that are written in the same commit. A change that has them decides on the block of a user itself. */
  readonly beside?: readonly Write[];
}

/** Applies a request to an object; pure. A `ScimError` that it throws ends the write with nothing written. */
export type ChangeFunction<Request> = (
  before: ObjectRow,
  request: Request,
  type: DirectoryType,
) => Change | Promise<Change>;

/** Changes an object by a pure function of what is stored. Every retry applies it to what is stored by then. */
export async function changeObject<Request extends TypedRequest>(
  directory: Directory,
  caller: Caller,
  type: DirectoryType,
  input: ChangeInput<Request> & { readonly change: ChangeFunction<Request> },
): Promise<WriteOutcome<Request>> {
  const first: Attempt<Request> = { caller, type, request: await input.read(type) };
  const { org } = caller.actor;
  const committed = await directory.sharedCommits.run<CommitResult<Changed<Request>>>(directory.deps, {
    org,
    id: input.id,
    prepare: async (state) =>
      toReadyChange(await prepareChange(directory, first, { ...input, state }), state),
    commitAlone: () =>
      commitLocked(directory, { org, types: caller.types }, async (types) => {
        const attempt = await attemptBy(types, first, input.read);
        return attempt === undefined ? { kind: "types-changed" } : prepareChange(directory, attempt, input);
      }),
  });
  if (committed.kind !== "done") return committed;
  const { attempt, row, isChanged } = committed.value;
  const { request } = attempt;
  const shown = { type: attempt.type, row, shown: request.shown };
  return {
    kind: "written",
    object: await viewAfterWrite(directory, attempt.caller, shown),
    isChanged,
    request,
  };
}

/** The row that a change leads to, with what the answer shows beside it. */
type ChangedRow = ObjectRow & Pick<ObjectSnapshot, "text" | "groups">;

interface Changed<Request> {
  readonly attempt: Attempt<Request>;
  readonly row: ChangedRow;
  readonly members: MemberChange;
  readonly isChanged: boolean;
}

/** What is to be changed: an object as other changes leave it that are not committed yet, or as it is stored. */
type ChangeTask<Request extends TypedRequest> = ChangeInput<Request> & {
  readonly change: ChangeFunction<Request>;
  readonly state?: ObjectState | undefined;
};

/** The change as one that shares a commit. One that is refused leaves the state as it is. */
function toReadyChange<Request>(
  prepared: PreparedWrite<Changed<Request>>,
  before: ObjectState | undefined,
): ReadyChange<CommitResult<Changed<Request>>> {
  if (prepared.kind !== "write" && prepared.kind !== "unchanged") {
    return { writes: [], revokes: 0, state: before, result: prepared };
  }
  const { row, members } = prepared.value;
  const state = { row, text: row.text, memberChanges: [...(before?.memberChanges ?? []), members] };
  const result = { kind: "done", value: prepared.value } as const;
  if (prepared.kind === "unchanged") return { writes: [], revokes: 0, state, result };
  return { writes: prepared.writes, revokes: prepared.revokes ?? 0, state, result };
}

/** The steps of a PATCH or PUT, up to the commit. */
async function prepareChange<Request extends TypedRequest>(
  { deps, limits }: Directory,
  attempt: Attempt<Request>,
  input: ChangeTask<Request>,
): Promise<PreparedWrite<Changed<Request>>> {
  const { caller, type, request } = attempt;
  const { actor, types } = caller;
  const context: WriteContext = { deps, author: actor, types };
  const stored = await loadForUpdate(context, attempt, input);
  if ("kind" in stored) return stored;
  const { before, text, groups } = stored;
  const next = await input.change(before, request, type);
  const group = { org: actor.org, group: input.id, pending: input.state?.memberChanges ?? [] };
  const members = await planMembershipChange(deps, group, next.deltas);
  if ("kind" in members) return members;
  const wanted = withDefaultsOf(type, next.document, before.doc);
  const { document: doc, writes: beside } =
    next.beside === undefined
      ? await keepBlock(deps, before, wanted)
      : { document: wanted, writes: next.beside };
  const update = updateWrites(context, type, before, {
    doc,
    external: withExternalId(before.external, actor.principal, next.externalId),
    members,
  });
  if (update === undefined) {
    const value = { attempt, row: { ...before, text, groups }, members, isChanged: false };
    if (next.beside === undefined || beside.length === 0) return { kind: "unchanged", value };
    const detail = { changed: ["blocked"], membersAdded: 0, membersRemoved: 0 };
    const audit = createObjectAudit(context, type, before, { verb: "Update", detail });
    return { kind: "write", writes: [...beside, audit], value };
  }
  const unfit = checkIndexed(type, update.row.doc, update.writes, limits.keyLengthMax);
  if (unfit !== undefined) return unfit;
  const joined = await runInTurns(deps.env, createMemberWrites(before, members, deps.env.now()));
  const revoking = await revokeOnDeactivation(context, before, update.row);
  return {
    kind: "write",
    writes: [...update.writes, ...joined, ...revoking.writes, ...beside],
    value: { attempt, row: { ...update.row, text: update.text ?? text, groups }, members, isChanged: true },
    revokes: revoking.count,
  };
}

/** An object that is to be changed, with what its answer shows beside it. */
interface Stored extends Pick<ObjectSnapshot, "text" | "groups"> {
  readonly before: ObjectRow;
}

/** Reads all that does not depend on the change, in one statement. */
async function loadForUpdate(
  { deps }: WriteContext,
  { caller, type, request }: Attempt<TypedRequest>,
  { id, isExpected, state }: Pick<ChangeTask<TypedRequest>, "id" | "isExpected" | "state">,
): Promise<Stored | NotWritten> {
  const { org } = caller.actor;
  const withGroups = request.shown.groups && type.kind === "user";
  const [found] = await deps.store.readObjects(org, type.kind, { kind: "id", id }, withGroups);
  if (found === undefined) return { kind: "not-found" };
  if (isExpected?.((state?.row ?? found).version) === false) return { kind: "version-mismatch" };
  if (state !== undefined) return { before: state.row, text: state.text, groups: found.groups };
  const { type: kind, version, created, modified, deleted, external, text, groups } = found;
  const doc = JSON.parse(text) as Document;
  const before = { org, id, type: kind, version, created, modified, deleted, external, doc };
  return { before, text, groups };
}

/** An attribute without a value gets its default again (RFC 7643 §2.5): a user is always active or inactive. */
function withDefaultsOf(type: DirectoryType, document: Document, before: Document): Document {
  const complete = withDefaults(type, document);
  return complete !== document && isSameJson(complete, before) ? before : complete;
}

/** Deactivating a user revokes all tokens that were issued to the user, in the same commit. */
async function revokeOnDeactivation(
  { deps, author }: WriteContext,
  before: ObjectRow,
  after: ObjectRow,
): Promise<Revoking> {
  const ends = stateOf(before) === "active" && stateOf(after) === "inactive";
  if (!ends) return NOTHING_REVOKED;
  return revokeUserTokens(deps, author, { org: after.org, user: after.id, cause: "deactivated" });
}
