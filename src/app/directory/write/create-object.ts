import { type ObjectId, trustId } from "../../../core/ids.ts";
import { repeatedPath } from "../../../core/scim/index/keys.ts";
import { searchDocument } from "../../../core/scim/index/search-document.ts";
import type { ReadResource } from "../../../core/scim/request/document.ts";
import type { ObjectSnapshot, Write } from "../../../ports/store.ts";
import type { ObjectRow } from "../../../ports/tables.ts";
import { type DirectoryType, withDefaults } from "../../resource-types/directory-type.ts";
import type { Caller, Directory, ShownResource, WriteOutcome } from "../directory.ts";
import { viewAfterWrite } from "../query/get-object.ts";
import { withExternalId } from "../view.ts";
import { commitWithRetry, type PreparedWrite } from "./commit-with-retry.ts";
import { indexEntryWrites, overlongPath } from "./index-entries.ts";
import { memberWrites, planMembers } from "./membership-writes.ts";
import { objectAudit, objectFeed } from "./object-writes.ts";

/** Creates a user or a group, with its members. `taken` when a unique value is somebody else's. */
export async function createObject(
  directory: Directory,
  caller: Caller,
  type: DirectoryType,
  input: { readonly resource: ReadResource; readonly shown: ShownResource },
): Promise<WriteOutcome> {
  const { deps } = directory;
  const committed = await commitWithRetry(deps, () => prepareCreate(directory, caller, type, input.resource));
  if (committed.kind !== "settled") return committed;
  // Nobody is a member of anything at once, so there are no groups to read.
  const shown = { ...input.shown, groups: false };
  const object = await viewAfterWrite(directory, caller, type, committed.value, shown);
  return { kind: "written", object, isChanged: true };
}

async function prepareCreate(
  { deps, limits }: Directory,
  caller: Caller,
  type: DirectoryType,
  resource: ReadResource,
): Promise<PreparedWrite<ObjectRow & Pick<ObjectSnapshot, "text">>> {
  const { org, principal } = caller.actor;
  const id = trustId<ObjectId>(deps.env.newId());
  const deltas = Object.entries(resource.keyed).flatMap(([attribute, elements = []]) =>
    elements.length === 0 ? [] : [{ attribute, kind: "add" as const, elements }],
  );
  const members = await planMembers(deps.store, org, undefined, deltas);
  if ("kind" in members) return members;
  const now = deps.env.now();
  const row: ObjectRow = {
    org,
    id,
    type: type.kind,
    version: 1,
    created: now,
    modified: now,
    deleted: null,
    external: withExternalId({}, principal, resource.externalId ?? null),
    doc: withDefaults(type, resource.document),
  };
  const entries = indexEntryWrites(org, type, id, undefined, row);
  const path = overlongPath(entries, limits.keyLengthMax);
  if (path !== undefined) return { kind: "too-long", path };
  const repeated = repeatedPath(type.resource, row.doc);
  if (repeated !== undefined) return { kind: "taken", path: repeated };
  const text = JSON.stringify(row.doc);
  const writes: Write[] = [
    // What can be somebody else's comes first: it is refused before anything has changed, which costs the least.
    ...entries,
    {
      op: "insert",
      table: "object",
      row: { ...row, search: searchDocument(type.resource, row.doc) },
      texts: { doc: text },
    },
    objectFeed(type, row, 1, now, { attributes: Object.keys(row.doc) }),
    ...memberWrites(org, id, members, now),
    objectAudit(deps, caller, type, row, "Add", { membersAdded: members.added.size }),
  ];
  return { kind: "write", writes, value: { ...row, text } };
}
