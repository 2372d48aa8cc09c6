import type { ObjectId, OrgId } from "../../../core/ids.ts";
import { isOnOneLine, trimKey } from "../../../core/invisible.ts";
import { indexKeys } from "../../../core/scim/index/keys.ts";
import type { Document } from "../../../core/scim/schema.ts";
import { isStorable } from "../../../core/scim/text.ts";
import type { MembershipRow, ObjectRow } from "../../../ports/tables.ts";
import type { Author } from "../../audit.ts";
import { type Deps, type Refusal, refuse } from "../../deps.ts";
import { nameOf } from "../../objects.ts";
import { readEachPage, readRowsAmong } from "../../paging.ts";
import type { DirectoryType } from "../../resource-types/directory-type.ts";
import type { Directory } from "../directory.ts";
import { readDeleted } from "../query/deleted-users.ts";
import { commitWithRetry, type PreparedWrite } from "./commit-with-retry.ts";
import { findOverlongPath } from "./index-entries.ts";
import type { WriteContext } from "./object-writes.ts";
import { refuseDeleted } from "./refuse-deleted.ts";
import { managerOf, withoutManager } from "./related-objects.ts";
import { restoreWrites } from "./restore-writes.ts";

/** A restored user. */
export interface Restored {
  readonly row: ObjectRow;
  /** The number of groups that the user is a member of again. */
  readonly memberships: number;
}

interface RestoreInput {
  readonly org: OrgId;
  readonly user: ObjectId;
  /** A new user name, for a user that must not get its former one back. */
  readonly userName?: string | undefined;
}

/**
 * Brings a deleted user back with its id, its attributes, its assignments, and its memberships of groups that still
 * exist. Tokens stay revoked, and former reports stay without this manager. Refused when another user has its user
 * name.
 */
export async function restoreUser(
  directory: Directory,
  author: Author,
  input: RestoreInput,
): Promise<Restored | Refusal> {
  const { deps } = directory;
  const { org, user } = input;
  const userName = input.userName === undefined ? undefined : trimKey(input.userName);
  if (userName !== undefined && (userName === "" || !isStorable(userName) || !isOnOneLine(userName))) {
    return unusable("not-one-line");
  }
  const former = await formerGroups(deps, org, user);
  const ids = [user, ...former.map(({ group_id }) => group_id)];
  const keys = { org, ids, types: await directory.types.of(org) };
  const committed = await commitWithRetry(directory, keys, (types) =>
    prepareRestore({ deps, author, types }, { org, user, userName }, directory.limits.keyLengthMax),
  );
  if (committed.kind === "done") return committed.value;
  if (committed.kind === "too-long") return unusable("too-long");
  const row = await deps.store.get("object", { org, id: user });
  const name = userName ?? (row === undefined ? user : nameOf(row));
  if (committed.kind !== "taken" || row === undefined) return refuseDeleted(committed, user);
  const doc = userName === undefined ? row.doc : { ...row.doc, userName };
  const holder = await findHolder(deps, keys.types.standard("user"), { ...row, doc }, committed.path);
  // The value was given up in this very moment.
  if (holder === undefined) return refuse("conflict", "user.changed-meanwhile", { user });
  const { path } = committed;
  return refuse("conflict", "user.value-taken", { path, name, holder: nameOf(holder), id: holder.id });
}

function unusable(problem: "not-one-line" | "too-long"): Refusal {
  return refuse("invalid", "request.invalid", { place: "body.userName", problem });
}

/** The user that has the unique value which this one had at a path. */
async function findHolder(
  { store }: Deps,
  type: DirectoryType,
  { org, doc }: ObjectRow,
  path: string,
): Promise<ObjectRow | undefined> {
  const key = indexKeys(type.resource, doc).find((each) => each.unique && each.path === path);
  if (key === undefined) return undefined;
  const entry = await store.get("unique_value", { org, type: type.kind, path, value: key.value });
  return entry === undefined ? undefined : store.get("object", { org, id: entry.id });
}

async function formerGroups({ store }: Deps, org: OrgId, user: ObjectId) {
  const found: MembershipRow[] = [];
  for await (const rows of readEachPage(store, "former_membership", { org, member_id: user }))
    found.push(...rows);
  return found;
}

async function prepareRestore(
  context: WriteContext,
  { org, user, userName }: RestoreInput,
  keyLengthMax: number,
): Promise<PreparedWrite<Restored>> {
  const { deps, types } = context;
  const type = types.standard("user");
  const before = await readDeleted(deps, org, type, user);
  if (before === undefined) return { kind: "not-found" };
  const former = await formerGroups(deps, org, user);
  const groupIds = former.map(({ group_id }) => group_id);
  const groups = await readRowsAmong(
    deps.store,
    "object",
    { org, type: "group", deleted: null },
    { column: "id", values: groupIds },
  );
  const known = await withLiveManager(deps, org, before.doc);
  const doc = userName === undefined ? known : { ...known, userName };
  const { writes, row } = restoreWrites(context, type, before, { doc, former, groups });
  const path = findOverlongPath(writes, keyLengthMax);
  if (path !== undefined) return { kind: "too-long", path };
  return { kind: "write", writes, value: { row, memberships: groups.length } };
}

/** The manager may have been deleted meanwhile; that deletion could not clear this reference. */
async function withLiveManager({ store }: Deps, org: OrgId, doc: Document): Promise<Document> {
  const manager = managerOf(doc);
  if (manager === undefined) return doc;
  const [row] = await readRowsAmong(
    store,
    "object",
    { org, type: "user", deleted: null },
    { column: "id", values: [manager] },
  );
  return row === undefined ? withoutManager(doc, manager) : doc;
}
