import type { ObjectId, OrgId } from "../../../core/ids.ts";
import type { Document } from "../../../core/scim/schema.ts";
import { isStorable } from "../../../core/scim/text.ts";
import type { MembershipRow, ObjectRow } from "../../../ports/tables.ts";
import type { Author } from "../../audit.ts";
import { type Deps, type Refusal, refuse } from "../../deps.ts";
import { nameOf } from "../../objects.ts";
import { eachPage, rowsAmong } from "../../paging.ts";
import { byTypesOfNow } from "../by-types-of-now.ts";
import type { Directory } from "../directory.ts";
import { readDeleted } from "../query/deleted-users.ts";
import { commitWithRetry, type PreparedWrite } from "./commit-with-retry.ts";
import { overlongPath } from "./index-entries.ts";
import type { Writer } from "./object-writes.ts";
import { refuseDeleted } from "./refuse-deleted.ts";
import { managerOf, withoutManager } from "./related-objects.ts";
import { restoreWrites } from "./soft-delete.ts";

/** A user that is back, and in how many groups. */
export interface Restored {
  readonly row: ObjectRow;
  readonly memberships: number;
}

interface RestoreInput {
  readonly org: OrgId;
  readonly user: ObjectId;
  /** Under which name it comes back, where it should not be the one it had. */
  readonly userName?: string | undefined;
}

/**
 * Brings a deleted user back: with its id, its attributes, its assignments and its memberships of groups that are
 * still there. Not with its tokens, nor as the manager of those it managed. Refused when somebody else has its user
 * name by now.
 */
export async function restoreUser(
  directory: Directory,
  author: Author,
  input: RestoreInput,
): Promise<Restored | Refusal> {
  const { deps, turns } = directory;
  const { org, user, userName } = input;
  if (userName !== undefined && !isStorable(userName)) return unusable("text without NUL");
  const former = await formerGroups(deps, org, user);
  const committed = await turns.run(
    [user, ...former.map(({ group_id }) => group_id)].map((id) => `${org} ${id}`),
    () =>
      byTypesOfNow(directory.types, org, (types) =>
        commitWithRetry(deps, () => prepareRestore(directory, { actor: author, types }, input)),
      ),
  );
  if (committed.kind === "settled") return committed.value;
  if (committed.kind === "too-long") return unusable("a shorter value");
  const name = userName ?? (await nameOfDeleted(deps, org, user));
  return refuseDeleted(committed, user, name);
}

function unusable(problem: string): Refusal {
  return refuse("invalid", "request.invalid", { place: "body.userName", problem });
}

async function nameOfDeleted({ store }: Deps, org: OrgId, id: ObjectId): Promise<string> {
  const row = await store.get("object", { org, id });
  return row === undefined ? id : nameOf(row);
}

async function formerGroups({ store }: Deps, org: OrgId, user: ObjectId) {
  const found: MembershipRow[] = [];
  for await (const rows of eachPage(store, "former_membership", { org, member_id: user }))
    found.push(...rows);
  return found;
}

async function prepareRestore(
  { deps, limits }: Directory,
  writer: Writer,
  { org, user, userName }: RestoreInput,
): Promise<PreparedWrite<Restored>> {
  const type = writer.types.standard("user");
  const before = await readDeleted(deps, org, type, user);
  if (before === undefined) return { kind: "not-found" };
  const former = await formerGroups(deps, org, user);
  const groupIds = former.map(({ group_id }) => group_id);
  const groups = await rowsAmong(deps.store, "object", { org, type: "group", deleted: null }, "id", groupIds);
  const known = await withLiveManager(deps, org, before.doc);
  const doc = userName === undefined ? known : { ...known, userName };
  const { writes, row } = restoreWrites(deps, writer, type, before, { doc, former, groups });
  const path = overlongPath(writes, limits.keyLengthMax);
  if (path !== undefined) return { kind: "too-long", path };
  return { kind: "write", writes, value: { row, memberships: groups.length } };
}

/** Whoever was the manager may have gone meanwhile, and did not know of this report any more. */
async function withLiveManager({ store }: Deps, org: OrgId, doc: Document): Promise<Document> {
  const manager = managerOf(doc);
  if (manager === undefined) return doc;
  const [row] = await rowsAmong(store, "object", { org, type: "user", deleted: null }, "id", [manager]);
  return row === undefined ? withoutManager(doc, manager) : doc;
}
