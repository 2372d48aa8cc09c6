import type { ObjectId, OrgId } from "../core/ids.ts";
import { parseSource, readSource, type SourceGroup, type SourceObject } from "../core/mapping/source.ts";
import type { SourceReads } from "../core/mapping/source-reads.ts";
import type { StoreReads } from "../ports/store.ts";
import type { ObjectRow } from "../ports/tables.ts";
import { readRowsAmong } from "./paging.ts";
import { readGroups } from "./read-groups.ts";

interface Where {
  readonly org: OrgId;
  readonly deps: { readonly store: Pick<StoreReads, "page" | "groupsOf"> };
}

const MANAGER = parseSource("manager");
const NO_GROUPS: ReadonlyMap<ObjectId, readonly SourceGroup[]> = new Map();
const NO_MANAGERS: ReadonlyMap<ObjectId, SourceObject> = new Map();

/** The objects as mappings read them, by id. Managers and groups are read, set-wise, only if a mapping reads them. */
export async function readSourceObjects(
  where: Where,
  rows: readonly ObjectRow[],
  reads: SourceReads,
): Promise<ReadonlyMap<ObjectId, SourceObject>> {
  const managers = reads.manager ? await readManagers(where, rows) : NO_MANAGERS;
  const ids = rows.map(({ id }) => id);
  const groups = reads.groups ? await readGroups(where, ids) : NO_GROUPS;
  return new Map(
    rows.map((row) => {
      const { id } = row;
      return [id, { ...toSource(row), manager: managers.get(id), groups: groups.get(id) }];
    }),
  );
}

/** One object as mappings read it. */
export async function readSourceObject(
  where: Where,
  row: ObjectRow,
  reads: SourceReads,
): Promise<SourceObject> {
  return (await readSourceObjects(where, [row], reads)).get(row.id) ?? toSource(row);
}

/** The manager of each of these users; users without one, or with a deleted one, are left out. */
export async function readManagers(
  { deps, org }: Where,
  rows: readonly ObjectRow[],
): Promise<ReadonlyMap<ObjectId, SourceObject>> {
  const managerOfRow = new Map(rows.map((row) => [row.id, managerOf(toSource(row))]));
  const ids = new Set([...managerOfRow.values()].filter((id) => id !== undefined));
  const found = await readRowsAmong(
    deps.store,
    "object",
    { org, type: "user", deleted: null },
    { column: "id", values: [...ids] },
  );
  const managers = new Map<string, SourceObject>(found.map((row) => [row.id, toSource(row)]));
  return new Map(
    [...managerOfRow].flatMap(([id, manager]) => {
      const source = managers.get(manager ?? "");
      return source === undefined ? [] : [[id, source]];
    }),
  );
}

/** An object as mappings read it, without its manager and groups. */
export function toSource({ id, doc, deleted }: ObjectRow): SourceObject {
  return { id, document: doc, softDeleted: deleted !== null };
}

function managerOf(object: SourceObject): string | undefined {
  const id = MANAGER === undefined ? null : readSource(object, MANAGER);
  return typeof id === "string" ? id : undefined;
}
