import { completeSettings } from "../../../core/provisioning/settings.ts";
import type { SelectedGroupRow } from "../../../ports/selection-tables.ts";
import type { Write } from "../../../ports/store.ts";
import type { ApplicationRow, ObjectRow } from "../../../ports/tables.ts";
import { type ConfigurationError, type Deps, isRefusal } from "../../deps.ts";
import { findOneObject, nameOf } from "../../objects.ts";
import { collectRows, readEachPage, readRowsAmong } from "../../paging.ts";
import type { ApplicationEdit } from "../write-application.ts";
import { type ConfigurationChange, type DocumentGroup, toPointer } from "./application-document.ts";
import type { SectionChange } from "./list-changes.ts";

/** An application with the settings that it will have, and the groups that a document selects for it. */
export interface WantedGroups {
  readonly application: ApplicationRow;
  readonly groups: readonly DocumentGroup[];
  /** Removes the groups that the document does not have. */
  readonly prune: boolean;
}

/** Checked groups: what changes, and the edits that change it. */
export interface PreparedGroups {
  readonly changes: readonly (SectionChange & Pick<ConfigurationChange, "accounts">)[];
  readonly edits: readonly ApplicationEdit[];
  readonly errors: readonly ConfigurationError[];
}

/** Compares the selected groups of a document with the stored ones. Groups are found by id or displayName. */
export async function prepareGroups(deps: Deps, wanted: WantedGroups): Promise<PreparedGroups> {
  const { application, prune } = wanted;
  const { org, id: app } = application;
  const stored = await collectRows(readEachPage(deps.store, "selected_group", { org, app }));
  const before = new Map<string, SelectedGroupRow>(stored.map((row) => [row.group_id, row]));
  const { rows, errors } = await readRows(deps, wanted);
  if (errors.length > 0) return { changes: [], edits: [], errors };
  const set = [...rows.values()].filter(
    ({ row }) => before.get(row.group_id)?.memberships_only !== row.memberships_only,
  );
  const removed = prune ? stored.filter(({ group_id }) => !rows.has(group_id)) : [];
  const changes = [
    ...set.map(({ row, name }) => {
      const from = describe(before.get(row.group_id));
      const action = from === null ? ("create" as const) : ("change" as const);
      return { action, path: `selectedGroups/${name}`, from, to: describe(row), accounts: null };
    }),
    ...(await describeRemoved(deps, removed)),
  ];
  if (changes.length === 0) return { changes, edits: [], errors };
  const writes: readonly Write[] = [
    ...set.map(({ row }): Write => ({ op: "upsert", table: "selected_group", row })),
    ...removed.map(
      ({ group_id }): Write => ({ op: "delete", table: "selected_group", key: { org, app, group_id } }),
    ),
  ];
  const isInForce = completeSettings(application.settings).groups === "selected";
  const detail = { selectedGroups: changes.map(({ action, path, to }) => ({ action, path, to })) };
  return { changes, edits: [{ set: {}, alters: isInForce ? "results" : "nothing", detail, writes }], errors };
}

/** The selection of a group in a difference. */
function describe(row: SelectedGroupRow | undefined): "group" | "memberships only" | null {
  if (row === undefined) return null;
  return row.memberships_only === 1 ? "memberships only" : "group";
}

/** A group that is gone from the directory has its id for a name. */
async function describeRemoved(deps: Deps, rows: readonly SelectedGroupRow[]) {
  const org = rows[0]?.org;
  if (org === undefined) return [];
  const values = rows.map(({ group_id }) => group_id);
  const objects = await readRowsAmong(deps.store, "object", { org }, { column: "id", values });
  const names = new Map<string, ObjectRow>(objects.map((row) => [row.id, row]));
  return Promise.all(
    rows.map(async (row) => {
      const { app, group_id: object } = row;
      const group = names.get(object);
      const path = `selectedGroups/${group === undefined ? object : nameOf(group)}`;
      const accounts = (await deps.store.get("link", { org, app, object })) === undefined ? 0 : 1;
      return { action: "delete" as const, path, from: describe(row), to: null, accounts };
    }),
  );
}

async function readRows(deps: Deps, { application, groups }: WantedGroups) {
  const { org, id: app } = application;
  const rows = new Map<string, { readonly row: SelectedGroupRow; readonly name: string }>();
  const errors: ConfigurationError[] = [];
  for (const [at, { group: find, membershipsOnly = false }] of groups.entries()) {
    const pointer = toPointer("selectedGroups", at, "group");
    const group = await findOneObject(deps, org, "group", find);
    if (isRefusal(group)) {
      errors.push({ code: group.code, pointer, params: group.params });
    } else if (group.deleted !== null) {
      errors.push({ code: "object.not-found", pointer, params: { type: "group", find } });
    } else {
      const name = nameOf(group);
      if (rows.has(group.id)) errors.push({ code: "configuration.listed-twice", pointer, params: { name } });
      const row = { org, app, group_id: group.id, memberships_only: membershipsOnly ? 1 : 0 } as const;
      rows.set(group.id, { row, name });
    }
  }
  return { rows, errors };
}
