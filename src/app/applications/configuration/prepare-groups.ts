import { toPointer } from "../../../core/json-pointer.ts";
import { completeSettings } from "../../../core/provisioning/settings.ts";
import type { SelectedGroupRow } from "../../../ports/selection-tables.ts";
import type { Write } from "../../../ports/store.ts";
import type { ApplicationRow } from "../../../ports/tables.ts";
import { type ConfigurationError, type Deps, isRefusal } from "../../deps.ts";
import { findOneObject, nameOf } from "../../objects.ts";
import { collectRows, readEachPage } from "../../paging.ts";
import type { DocumentGroup } from "./application-document.ts";
import { compareRows, type NamedRow, type PreparedRows, type RowKind } from "./compare-rows.ts";

/** An application with the settings that it will have, and the groups that a document selects for it. */
export interface WantedGroups {
  readonly application: ApplicationRow;
  readonly groups: readonly DocumentGroup[];
  /** Removes the groups that the document does not have. */
  readonly prune: boolean;
}

/** Compares the selected groups of a document with the stored ones. Groups are found by id or displayName. */
export async function prepareGroups(deps: Deps, wanted: WantedGroups): Promise<PreparedRows> {
  const { application, prune } = wanted;
  const { org, id: app } = application;
  const stored = await collectRows(readEachPage(deps.store, "selected_group", { org, app }));
  const { rows, errors } = await readRows(deps, wanted);
  if (errors.length > 0) return { changes: [], edits: [], errors };
  const lists = { org, stored, wanted: rows, prune };
  const { changes, set, removed } = await compareRows(deps, kindOf(deps), lists);
  if (changes.length === 0) return { changes, edits: [], errors };
  const writes: readonly Write[] = [
    ...set.map((row): Write => ({ op: "upsert", table: "selected_group", row })),
    ...removed.map(
      ({ group_id }): Write => ({ op: "delete", table: "selected_group", key: { org, app, group_id } }),
    ),
  ];
  const isInForce = completeSettings(application.settings).groups === "selected";
  const detail = { selectedGroups: changes.map(({ action, path, to }) => ({ action, path, to })) };
  return { changes, edits: [{ set: {}, alters: isInForce ? "results" : "nothing", detail, writes }], errors };
}

function kindOf({ store }: Deps): RowKind<SelectedGroupRow> {
  return {
    keyOf: ({ group_id }) => group_id,
    subjectOf: ({ group_id }) => group_id,
    pathOf: (_, name) => `selectedGroups/${name}`,
    describe: (row) => (row.memberships_only === 1 ? "memberships only" : "group"),
    isHidden: () => false,
    countAccounts: async ({ org, app, group_id: object }) =>
      (await store.get("link", { org, app, object })) === undefined ? 0 : 1,
  };
}

async function readRows(deps: Deps, { application, groups }: WantedGroups) {
  const { org, id: app } = application;
  const rows = new Map<string, NamedRow<SelectedGroupRow>>();
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
