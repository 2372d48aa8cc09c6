import type { ObjectId } from "../../core/ids.ts";
import type { Write } from "../../ports/store.ts";
import type { SourceObjectRow } from "../../ports/tables.ts";
import { type Deps, isRefusal, type Refusal } from "../deps.ts";
import type { ImportHold } from "./import-hold.ts";

const AT_ONCE = 500;

/**
 * Stages the source's groups as they are, with their members: a snapshot without a file of groups says nothing
 * of them, and a merge with leavers would otherwise read their absence as leaving.
 */
export async function carryGroups(deps: Deps, hold: ImportHold): Promise<Refusal | undefined> {
  const { org, source } = hold;
  let after: string | undefined;
  for (;;) {
    const known = await deps.store.page("source_object", {
      where: { org, source, type: "group" },
      limit: AT_ONCE,
      ...(after === undefined ? {} : { after }),
    });
    for (const group of await liveGroups(deps, hold, known)) {
      const refused = await carryGroup(deps, hold, group);
      if (refused !== undefined) return refused;
    }
    after = known.at(-1)?.key;
    if (known.length < AT_ONCE) return undefined;
  }
}

async function liveGroups(
  deps: Deps,
  { org }: ImportHold,
  known: readonly SourceObjectRow[],
): Promise<readonly SourceObjectRow[]> {
  if (known.length === 0) return [];
  const present = await deps.store.page("object", {
    where: { org, deleted: null },
    among: { column: "id", values: known.map(({ object }) => object) },
    limit: known.length,
  });
  const live = new Set(present.map(({ id }) => id));
  return known.filter(({ object }) => live.has(object));
}

async function carryGroup(
  deps: Deps,
  hold: ImportHold,
  group: SourceObjectRow,
): Promise<Refusal | undefined> {
  const { org, id } = hold;
  const staged = {
    org,
    import: id,
    group_key: group.key,
    line: 0,
    group_name: group.key,
    group_object: group.object,
  };
  const declaration = { ...staged, member_kind: null, member_key: "", member_object: null };
  let writes: Write[] = [{ op: "insert", table: "import_member", row: declaration }];
  let after: ObjectId | undefined;
  for (;;) {
    const members = await deps.store.page("membership", {
      where: { org, group_id: group.object },
      limit: AT_ONCE,
      ...(after === undefined ? {} : { after }),
    });
    for (const { member_id, member_type } of members) {
      const row = { ...staged, member_kind: member_type, member_key: member_id, member_object: member_id };
      writes.push({ op: "insert", table: "import_member", row });
    }
    const committed = await hold.commit(writes);
    if (isRefusal(committed)) return committed;
    if (committed !== undefined) throw new Error(`a membership was carried twice (write ${committed.index})`);
    writes = [];
    after = members.at(-1)?.member_id;
    if (members.length < AT_ONCE) return undefined;
  }
}
