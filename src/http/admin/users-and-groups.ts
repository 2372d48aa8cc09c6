import { isRefusal, type Refusal } from "../../app/deps.ts";
import { findOneObject, listDirectMembers } from "../../app/directory/query/list-live-objects.ts";
import { readAttributeOwners } from "../../app/directory/query/read-attribute-owners.ts";
import { type Browsed, searchObjects } from "../../app/directory/query/search-objects.ts";
import { isBlocked, readOwnership } from "../../app/directory/write/block-user.ts";
import { nameOf, stateOf } from "../../app/objects.ts";
import { readClients } from "../../app/read-clients.ts";
import {
  type GroupDetails,
  type GroupEntry,
  type UserDetails,
  type UserEntry,
  userDetails,
} from "../../contract/directory.ts";
import type { ObjectId, OrgId } from "../../core/ids.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import type { ObjectRow } from "../../ports/tables.ts";
import { type AdminCall, type Handlers, idOf } from "./call.ts";
import { formatTime } from "./convert.ts";

/** Serves the users and groups of the directory. */
export const userAndGroupHandlers: Pick<
  Handlers,
  "listUsers" | "showUser" | "listGroups" | "showGroup" | "listGroupMembers"
> = {
  async listUsers({ context, org, query }) {
    const page = await searchObjects(context.deps, { org, type: "user", ...query });
    if (isRefusal(page)) return page;
    return { items: page.items.map(showUserEntry), next: page.next };
  },

  async showUser({ context, org, query }) {
    const row = await findOneObject(context.deps, { org, type: "user", find: query.find });
    return isRefusal(row) ? row : showUserDetails({ context }, row);
  },

  async listGroups({ context, org, query }) {
    const page = await searchObjects(context.deps, { org, type: "group", ...query });
    if (isRefusal(page)) return page;
    const items: GroupEntry[] = [];
    for (const each of page.items) items.push(await showGroupEntry({ context }, each));
    return { items, next: page.next };
  },

  async showGroup({ context, org, query }): Promise<GroupDetails | Refusal> {
    const row = await findOneObject(context.deps, { org, type: "group", find: query.find });
    return isRefusal(row) ? row : showGroupDetails({ context }, row);
  },

  async listGroupMembers({ context, org, params, query: page }) {
    const found = await listDirectMembers(context.deps, { org, group: idOf<ObjectId>(params.group), page });
    if (isRefusal(found)) return found;
    return {
      items: found.items.map(({ id, type, name }) => ({ memberId: id, type, name })),
      next: found.next,
    };
  },
};

type Where = Pick<AdminCall<"listUsers">, "context">;

function showUserEntry({ row, source }: Browsed): UserEntry {
  const { displayName } = row.doc;
  return {
    userId: row.id,
    userName: nameOf(row),
    displayName: typeof displayName === "string" ? displayName : null,
    state: stateOf(row),
    source,
    createdAt: formatTime(row.created),
    modifiedAt: formatTime(row.modified),
  };
}

/** A user with everything that a person looks at. */
export async function showUserDetails(where: Where, row: ObjectRow): Promise<UserDetails> {
  const source = await sourceOf(where, row.org, row.id);
  const { deps } = where.context;
  const blocked = source !== null && isBlocked(await readOwnership(deps, row.org, row.id));
  return { ...showUserEntry({ row, source }), ...(await detailsOf(where, "user", row, source)), blocked };
}

async function showGroupEntry({ context: { deps } }: Where, { row, source }: Browsed): Promise<GroupEntry> {
  return {
    groupId: row.id,
    displayName: nameOf(row),
    members: await deps.store.count("membership", { org: row.org, group_id: row.id }),
    source,
    createdAt: formatTime(row.created),
    modifiedAt: formatTime(row.modified),
  };
}

/** A group with everything but its members, which have pages of their own. */
export async function showGroupDetails(where: Where, row: ObjectRow): Promise<GroupDetails> {
  const source = await sourceOf(where, row.org, row.id);
  const entry = await showGroupEntry(where, { row, source });
  return { ...entry, ...(await detailsOf(where, "group", row, source)) };
}

async function detailsOf(
  { context: { deps } }: Where,
  type: ObjectType,
  row: ObjectRow,
  source: string | null,
): Promise<Pick<UserDetails, "attributes" | "groups" | "owners" | "clients" | "version">> {
  const groups = await deps.store.groupsOf(row.org, [row.id]);
  const types = await deps.types.of(row.org);
  return {
    attributes: userDetails.shape.attributes.parse(row.doc),
    groups: groups.map(({ id, name }) => ({ groupId: id, displayName: name ?? id })),
    owners: { ...readAttributeOwners(types.standard(type), source) },
    clients: [...(await readClients(deps.store, row))],
    version: row.version,
  };
}

async function sourceOf({ context }: Where, org: OrgId, id: ObjectId): Promise<string | null> {
  return (await context.deps.store.sourcesOf(org, [id])).get(id) ?? null;
}
