import { isRefusal, type Refusal } from "../../app/deps.ts";
import {
  findOneObject,
  listDirectMembers,
  listLiveObjects,
} from "../../app/directory/query/list-live-objects.ts";
import { listAudit } from "../../app/list-audit.ts";
import { nameOf, stateOf } from "../../app/objects.ts";
import { countListed } from "../../app/provisioning/records/get-plan.ts";
import { listCycles, listPlans } from "../../app/provisioning/records/list-cycles.ts";
import { auditEntry } from "../../contract/audit.ts";
import { type GroupEntry, type UserEntry, userDetails } from "../../contract/directory.ts";
import type { AppId, ObjectId } from "../../core/ids.ts";
import type { ObjectRow } from "../../ports/tables.ts";
import { type AdminCall, type Handlers, idOf } from "./call.ts";
import { formatTime, showCycle, showPlan } from "./convert.ts";

/** Serves users, groups, cycles, plans and the audit trail to those who look. */
export const browseHandlers: Pick<
  Handlers,
  | "listUsers"
  | "showUser"
  | "listGroups"
  | "showGroup"
  | "listGroupMembers"
  | "listCycles"
  | "listPlans"
  | "listAudit"
> = {
  async listUsers({ context, org, query: page }) {
    const { items, next } = await listLiveObjects(context.deps, { org, type: "user", page });
    return { items: items.map(showUserEntry), next };
  },

  async showUser({ context: { deps }, org, query }) {
    const row = await findOneObject(deps, { org, type: "user", find: query.find });
    if (isRefusal(row)) return row;
    const groups = await deps.store.groupsOf(org, [row.id]);
    return {
      ...showUserEntry(row),
      attributes: userDetails.shape.attributes.parse(row.doc),
      groups: groups.map(({ id, name }) => ({ groupId: id, displayName: name ?? id })),
    };
  },

  async listGroups(call) {
    const { context, org, query: page } = call;
    const { items, next } = await listLiveObjects(context.deps, { org, type: "group", page });
    return { items: await Promise.all(items.map((row) => showGroupEntry(call, row))), next };
  },

  async showGroup(call): Promise<GroupEntry | Refusal> {
    const row = await findOneObject(call.context.deps, {
      org: call.org,
      type: "group",
      find: call.query.find,
    });
    return isRefusal(row) ? row : showGroupEntry(call, row);
  },

  async listGroupMembers({ context, org, params, query: page }) {
    const found = await listDirectMembers(context.deps, { org, group: idOf<ObjectId>(params.group), page });
    if (isRefusal(found)) return found;
    return {
      items: found.items.map(({ id, type, name }) => ({ memberId: id, type, name })),
      next: found.next,
    };
  },

  async listCycles({ context, org, params, query }) {
    const page = await listCycles(context.deps, { org, app: idOf<AppId>(params.app), ...query });
    if (isRefusal(page)) return page;
    return { items: page.items.map((row) => showCycle({ context }, row)), next: page.next };
  },

  async listPlans({ context: { deps }, org, params, query }) {
    const page = await listPlans(deps, { org, app: idOf<AppId>(params.app), ...query });
    if (isRefusal(page)) return page;
    const items = await Promise.all(
      page.items.map(async (row) => showPlan(row, await countListed(deps, row))),
    );
    return { items, next: page.next };
  },

  async listAudit({ context, org, query }) {
    const { items, next } = await listAudit(context.deps, { org, ...query });
    const entries = items.map(({ id, at, actor, category, activity, target, detail }) => {
      return {
        id,
        at: formatTime(at),
        actor,
        category,
        activity,
        target,
        detail: auditEntry.shape.detail.parse(detail),
      };
    });
    return { items: entries, next };
  },
};

function showUserEntry(row: ObjectRow): UserEntry {
  const { displayName } = row.doc;
  return {
    userId: row.id,
    userName: nameOf(row),
    displayName: typeof displayName === "string" ? displayName : null,
    state: stateOf(row),
    createdAt: formatTime(row.created),
    modifiedAt: formatTime(row.modified),
  };
}

type InOrg = Pick<AdminCall<"listGroups">, "context" | "org">;

async function showGroupEntry({ context: { deps }, org }: InOrg, row: ObjectRow): Promise<GroupEntry> {
  return {
    groupId: row.id,
    displayName: nameOf(row),
    members: await deps.store.count("membership", { org, group_id: row.id }),
    createdAt: formatTime(row.created),
    modifiedAt: formatTime(row.modified),
  };
}
