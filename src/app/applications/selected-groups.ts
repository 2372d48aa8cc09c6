import type { AppId, OrgId } from "../../core/ids.ts";
import { completeSettings, type Settings } from "../../core/provisioning/settings.ts";
import type { SelectedGroupRow } from "../../ports/selection-tables.ts";
import type { ApplicationRow } from "../../ports/tables.ts";
import type { Author } from "../audit.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../deps.ts";
import { type ListPage, listPage } from "../list-page.ts";
import { findObjects, findOneObject, nameOf } from "../objects.ts";
import { readSubjectNames } from "./list-assignments.ts";
import { type ApplicationEdit, writeApplication } from "./write-application.ts";

/** The largest number of groups that an application selects. */
const SELECTED_GROUPS_MAX = 10_000;

/** A selected group with its name; one that is gone from the directory has its id for one. */
export interface SelectedGroupView {
  readonly row: SelectedGroupRow;
  readonly name: string;
}

/** A selected group, and the setting `groups` of its application: only with `selected` does the selection count. */
export interface SelectedGroupChange extends SelectedGroupView {
  readonly groups: Settings["groups"];
}

interface Where {
  readonly org: OrgId;
  readonly app: AppId;
}

/** The selected groups of an application, in the order of their ids. */
export async function listSelectedGroups(
  deps: Deps,
  { org, app, after, limit }: Where & { readonly after?: string | undefined; readonly limit: number },
): Promise<ListPage<SelectedGroupView> | Refusal> {
  if ((await deps.store.get("application", { org, id: app })) === undefined) {
    return refuse("not-found", "app.not-found", { app });
  }
  const rows = await deps.store.page("selected_group", {
    where: { org, app },
    limit: limit + 1,
    ...(after === undefined ? {} : { after }),
  });
  const page = listPage(rows, limit, ({ group_id }) => group_id);
  const ids = page.items.map(({ group_id }) => group_id);
  const names = await readSubjectNames(deps, org, ids);
  return {
    ...page,
    items: page.items.map((row) => ({ row, name: names.get(row.group_id) ?? row.group_id })),
  };
}

/**
 * Selects a group by its id or displayName. Selecting it again changes whether only its memberships are kept; where
 * that stays the same, nothing is written.
 */
export async function selectGroup(
  deps: Deps,
  author: Author,
  { org, app, find, membershipsOnly }: Where & { readonly find: string; readonly membershipsOnly: boolean },
): Promise<SelectedGroupChange | Refusal> {
  const application = await deps.store.get("application", { org, id: app });
  if (application === undefined) return refuse("not-found", "app.not-found", { app });
  const group = await findOneObject(deps, org, "group", find);
  if (isRefusal(group)) return group;
  if (group.deleted !== null) return refuse("not-found", "object.not-found", { type: "group", find });
  const name = nameOf(group);
  const { groups } = completeSettings(application.settings);
  const before = await deps.store.get("selected_group", { org, app, group_id: group.id });
  const row = { org, app, group_id: group.id, memberships_only: membershipsOnly ? 1 : 0 } as const;
  if (before?.memberships_only === row.memberships_only) return { row, name, groups };
  const count = before === undefined ? await deps.store.count("selected_group", { org, app }) : 0;
  if (count >= SELECTED_GROUPS_MAX) {
    return refuse("conflict", "app.groups-too-many", { max: SELECTED_GROUPS_MAX });
  }
  const written = await writeApplication(deps, author, application, [
    {
      ...describeEdit(application, { selectedGroup: { id: group.id, name, membershipsOnly } }),
      writes: [{ op: "upsert", table: "selected_group", row }],
    },
  ]);
  return isRefusal(written) ? written : { row, name, groups };
}

/** Removes a group from the selection, by its id or displayName; one that is gone from the directory, by its id. */
export async function removeSelectedGroup(
  deps: Deps,
  author: Author,
  { org, app, find }: Where & { readonly find: string },
): Promise<SelectedGroupChange | Refusal> {
  const application = await deps.store.get("application", { org, id: app });
  if (application === undefined) return refuse("not-found", "app.not-found", { app });
  const candidates = await findObjects(deps, org, "group", find);
  const names = new Map<string, string>(candidates.map((row) => [row.id, nameOf(row)]));
  const values = [...new Set([find.toLowerCase(), ...names.keys()])];
  const among = { column: "group_id", values } as const;
  const rows = await deps.store.page("selected_group", { where: { org, app }, among, limit: values.length });
  const [row] = rows;
  if (row === undefined) return refuse("not-found", "app.group-not-selected", { find });
  if (rows.length > 1) {
    const ids = rows.map(({ group_id }) => group_id).join(", ");
    return refuse("conflict", "object.ambiguous", { type: "group", find, count: rows.length, ids });
  }
  const name = names.get(row.group_id) ?? row.group_id;
  const key = { org, app, group_id: row.group_id };
  const written = await writeApplication(deps, author, application, [
    {
      ...describeEdit(application, { unselectedGroup: { id: row.group_id, name } }),
      writes: [{ op: "delete", table: "selected_group", key }],
    },
  ]);
  return isRefusal(written) ? written : { row, name, groups: completeSettings(application.settings).groups };
}

/** While the selection does not count, a change of it alters no account. */
function describeEdit(
  { settings }: ApplicationRow,
  detail: ApplicationEdit["detail"],
): Pick<ApplicationEdit, "set" | "alters" | "detail"> {
  const isInForce = completeSettings(settings).groups === "selected";
  return { set: {}, alters: isInForce ? "results" : "nothing", detail };
}
