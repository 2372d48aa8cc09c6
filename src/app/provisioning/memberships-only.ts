import type { ObjectId } from "../../core/ids.ts";
import type { Facts } from "../../core/provisioning/facts.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import type { SelectedGroupRow } from "../../ports/selection-tables.ts";
import { readRowsAmong } from "../paging.ts";
import type { CycleContext } from "./context.ts";

type Where = Pick<CycleContext, "deps" | "org" | "app" | "settings">;

/** The rows of those of these objects that the application selects; empty unless its setting `groups` is `selected`. */
export async function readSelectedGroups(
  { deps, org, app, settings }: Where,
  type: ObjectType,
  ids: readonly ObjectId[],
): Promise<ReadonlyMap<ObjectId, SelectedGroupRow>> {
  if (type !== "group" || settings.groups !== "selected" || ids.length === 0) return new Map();
  const among = { column: "group_id", values: ids } as const;
  const rows = await readRowsAmong(deps.store, "selected_group", { org, app }, among);
  return new Map(rows.map((row) => [row.group_id, row]));
}

/** Those of these objects that are groups of which only the memberships are kept in the target. */
export async function readMembershipsOnly(
  context: Where,
  type: ObjectType,
  ids: readonly ObjectId[],
): Promise<ReadonlySet<ObjectId>> {
  if (type === "user") return new Set();
  if (context.settings.groupMembershipsOnly) return new Set(ids);
  const selected = await readSelectedGroups(context, type, ids);
  return new Set(
    [...selected.values()].filter((row) => row.memberships_only === 1).map((row) => row.group_id),
  );
}

/** The facts of a group without changes of its own: its account keeps its attributes, whatever the mapping says. */
export function keepAttributes(facts: Facts): Facts {
  const { link } = facts;
  return {
    ...facts,
    isMembershipsOnly: true,
    desired: link?.projected ?? facts.desired,
    untouched: Object.keys(link?.projected ?? facts.desired),
    awaited: {},
    problems: link === undefined ? facts.problems : [],
  };
}
