import type { ObjectId, OrgId } from "../core/ids.ts";
import { parseSource, readSource, type SourceObject } from "../core/mapping/source.ts";
import type { StoreReads } from "../ports/store.ts";
import type { ObjectRow } from "../ports/tables.ts";
import { readRowsAmong } from "./paging.ts";

interface Where {
  readonly org: OrgId;
  readonly deps: { readonly store: StoreReads };
}

const MANAGER = parseSource("manager");
const NO_MANAGERS: ReadonlyMap<ObjectId, SourceObject> = new Map();

/** The objects as mappings read them, by id. Managers are read, set-wise, only if a mapping reads one. */
export async function readSourceObjects(
  where: Where,
  rows: readonly ObjectRow[],
  { withManagers }: { readonly withManagers: boolean },
): Promise<ReadonlyMap<ObjectId, SourceObject>> {
  const managers = withManagers ? await readManagers(where, rows) : NO_MANAGERS;
  return new Map(rows.map((row) => [row.id, { ...toSource(row), manager: managers.get(row.id) }]));
}

/** One object as mappings read it. */
export async function readSourceObject(
  where: Where,
  row: ObjectRow,
  { withManager }: { readonly withManager: boolean },
): Promise<SourceObject> {
  const managers = withManager ? await readManagers(where, [row]) : NO_MANAGERS;
  return { ...toSource(row), manager: managers.get(row.id) };
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

/** An object as mappings read it, without its manager. */
export function toSource({ id, doc, deleted }: ObjectRow): SourceObject {
  return { id, document: doc, softDeleted: deleted !== null };
}

function managerOf(object: SourceObject): string | undefined {
  const id = MANAGER === undefined ? null : readSource(object, MANAGER);
  return typeof id === "string" ? id : undefined;
}
