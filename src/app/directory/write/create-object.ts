import { type ObjectId, trustId } from "../../../core/ids.ts";
import { searchDocument } from "../../../core/scim/index/search-document.ts";
import type { RelationshipDelta } from "../../../core/scim/patch/operation.ts";
import type { ReadResource } from "../../../core/scim/request/document.ts";
import type { ObjectSnapshot, Write } from "../../../ports/store.ts";
import type { ObjectRow } from "../../../ports/tables.ts";
import { runInTurns } from "../../background/turn.ts";
import { type DirectoryType, withDefaults } from "../../resource-types/directory-type.ts";
import type { Caller, Directory, TypedRequest, WriteOutcome } from "../directory.ts";
import { viewAfterWrite } from "../query/get-object.ts";
import { withExternalId } from "../view.ts";
import { type Attempt, attemptBy, type ReadRequest } from "./attempt.ts";
import { commitWithRetry, type PreparedWrite } from "./commit-with-retry.ts";
import { checkIndexed, indexEntryWrites } from "./index-entries.ts";
import { createMemberWrites, planMembershipChange } from "./membership-writes.ts";
import { createObjectAudit, createObjectFeed, type WriteContext } from "./object-writes.ts";

/** A request to create an object. */
export interface CreateRequest extends TypedRequest {
  readonly resource: ReadResource;
}

/** Creates an object, with its members. `taken` when another object has one of its unique values. */
export async function createObject<Request extends CreateRequest>(
  directory: Directory,
  caller: Caller,
  type: DirectoryType,
  read: ReadRequest<Request>,
): Promise<WriteOutcome<Request>> {
  const first: Attempt<Request> = { caller, type, request: await read(type) };
  const keys = { org: caller.actor.org, ids: [], types: caller.types };
  const committed = await commitWithRetry(directory, keys, async (types) => {
    const attempt = await attemptBy(types, first, read);
    return attempt === undefined ? { kind: "types-changed" } : prepareCreate(directory, attempt);
  });
  if (committed.kind !== "done") return committed;
  const { attempt, row } = committed.value;
  const { request } = attempt;
  // A new object is not a member of any group, so there are no groups to read.
  const shown = { ...request.shown, groups: false };
  const object = await viewAfterWrite(directory, attempt.caller, { type: attempt.type, row, shown });
  return { kind: "written", object, isChanged: true, request };
}

interface Created<Request> {
  readonly attempt: Attempt<Request>;
  readonly row: ObjectRow & Pick<ObjectSnapshot, "text">;
}

async function prepareCreate<Request extends CreateRequest>(
  { deps, limits }: Directory,
  attempt: Attempt<Request>,
): Promise<PreparedWrite<Created<Request>>> {
  const { caller, type, request } = attempt;
  const { actor, types } = caller;
  const context: WriteContext = { deps, author: actor, types };
  const deltas = initialDeltas(request.resource);
  const members = await planMembershipChange(deps, { org: actor.org, group: undefined, pending: [] }, deltas);
  if ("kind" in members) return members;
  const row = newRow(context, attempt);
  const entries = indexEntryWrites(type, row, undefined, row);
  const unfit = checkIndexed(type, row.doc, entries, limits.keyLengthMax);
  if (unfit !== undefined) return unfit;
  const text = JSON.stringify(row.doc);
  const at = row.created;
  const writes: Write[] = [
    // Index entries come first: a conflict on a unique value is then found before anything else is written.
    ...entries,
    {
      op: "insert",
      table: "object",
      row: { ...row, search: searchDocument(type.resource, row.doc) },
      texts: { doc: text },
    },
    createObjectFeed(type, row, { change: "added", at, detail: { attributes: Object.keys(row.doc) } }),
    ...(await runInTurns(deps.env, createMemberWrites(row, members, at))),
    createObjectAudit(context, type, row, { verb: "Add", detail: { membersAdded: members.added.size } }),
  ];
  return { kind: "write", writes, value: { attempt, row: { ...row, text } } };
}

function initialDeltas({ relationships }: ReadResource): readonly RelationshipDelta[] {
  return Object.entries(relationships).flatMap(([attribute, elements = []]): RelationshipDelta[] =>
    elements.length === 0 ? [] : [{ attribute, kind: "add", elements }],
  );
}

function newRow(
  { deps }: WriteContext,
  { caller: { actor }, type, request: { resource } }: Attempt<CreateRequest>,
): ObjectRow {
  const now = deps.env.now();
  return {
    org: actor.org,
    id: trustId<ObjectId>(deps.env.newId()),
    type: type.kind,
    version: 1,
    created: now,
    modified: now,
    deleted: null,
    external: withExternalId({}, actor.principal, resource.externalId ?? null),
    doc: withDefaults(type, resource.document),
  };
}
