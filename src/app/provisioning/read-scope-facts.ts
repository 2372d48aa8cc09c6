import { type ObjectId, trustId } from "../../core/ids.ts";
import type { ScopeFacts, ScopeReads } from "../../core/mapping/scope/evaluate-scope.ts";
import { parseSource, readSource, type SourceObject } from "../../core/mapping/source.ts";
import type { ObjectRow } from "../../ports/tables.ts";
import { readRowsAmong } from "../paging.ts";
import type { CycleContext } from "./context.ts";

type Group = ScopeFacts["groups"][number];
type Where = Pick<CycleContext, "deps" | "org">;

const MANAGER = parseSource("manager");

/** Reads, set-wise, what the clauses of scoping filters compare. Facts that no clause reads are left out. */
export async function readScopeFacts(
  where: Where,
  reads: ScopeReads,
  rows: readonly ObjectRow[],
): Promise<ReadonlyMap<ObjectId, ScopeFacts>> {
  const managers = reads.manager ? await readManagers(where, rows) : NO_MANAGERS;
  const groups = reads.groups ? await readGroups(where, rows) : NO_GROUPS;
  return new Map(
    rows.map((row) => {
      const object = toSource(row);
      const manager = managers.get(managerOf(object) ?? "");
      return [row.id, { object, manager, groups: groups.get(row.id) ?? [] }];
    }),
  );
}

const NO_MANAGERS: ReadonlyMap<string, SourceObject> = new Map();
const NO_GROUPS: ReadonlyMap<ObjectId, readonly Group[]> = new Map();

function toSource({ id, doc, deleted }: ObjectRow): SourceObject {
  return { id, document: doc, softDeleted: deleted !== null };
}

function managerOf(object: SourceObject): string | undefined {
  const id = MANAGER === undefined ? null : readSource(object, MANAGER);
  return typeof id === "string" ? id : undefined;
}

async function readManagers(
  { deps, org }: Where,
  rows: readonly ObjectRow[],
): Promise<ReadonlyMap<string, SourceObject>> {
  const ids = new Set(rows.map((row) => managerOf(toSource(row))).filter((id) => id !== undefined));
  const found = await readRowsAmong(
    deps.store,
    "object",
    { org, type: "user", deleted: null },
    { column: "id", values: [...ids] },
  );
  return new Map(found.map((row) => [row.id, toSource(row)]));
}

/** The groups of each object, upward through nested groups. Rings of groups end, because no group is read twice. */
async function readGroups(
  { deps, org }: Where,
  rows: readonly ObjectRow[],
): Promise<ReadonlyMap<ObjectId, readonly Group[]>> {
  const parents = new Map<ObjectId, readonly Group[]>();
  for (let wave: readonly ObjectId[] = rows.map(({ id }) => id); wave.length > 0; ) {
    for (const id of wave) parents.set(id, []);
    const found = await deps.store.groupsOf(org, wave);
    for (const { member, id, name } of found) {
      parents.set(member, [...(parents.get(member) ?? []), { id, name: name ?? "" }]);
    }
    wave = [...new Set(found.map(({ id }) => id))].filter((id) => !parents.has(id));
  }
  return new Map(rows.map(({ id }) => [id, collectAbove(parents, id)]));
}

function collectAbove(parents: ReadonlyMap<ObjectId, readonly Group[]>, id: ObjectId): readonly Group[] {
  const above = new Map<string, Group>();
  for (let wave: readonly ObjectId[] = [id]; wave.length > 0; ) {
    const next = wave.flatMap((each) => parents.get(each) ?? []).filter((group) => !above.has(group.id));
    for (const group of next) above.set(group.id, group);
    wave = next.map((group) => trustId<ObjectId>(group.id));
  }
  return [...above.values()];
}
