import { type ObjectId, trustId } from "../../core/ids.ts";
import type { ScopeFacts, ScopeReads } from "../../core/mapping/scope/evaluate-scope.ts";
import type { SourceObject } from "../../core/mapping/source.ts";
import type { ObjectRow } from "../../ports/tables.ts";
import { readManagers, toSource } from "../source-objects.ts";
import type { CycleContext } from "./context.ts";
import { readParents } from "./read-parents.ts";

type Group = ScopeFacts["groups"][number];
type Where = Pick<CycleContext, "org"> & { readonly deps: Pick<CycleContext["deps"], "store"> };

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
      const manager = managers.get(row.id);
      return [row.id, { object, manager, groups: groups.get(row.id) ?? [] }];
    }),
  );
}

const NO_MANAGERS: ReadonlyMap<ObjectId, SourceObject> = new Map();
const NO_GROUPS: ReadonlyMap<ObjectId, readonly Group[]> = new Map();

/** The groups of each object, upward through nested groups. */
async function readGroups(
  { deps, org }: Where,
  rows: readonly ObjectRow[],
): Promise<ReadonlyMap<ObjectId, readonly Group[]>> {
  const parents = await readParents(
    { deps, org },
    rows.map(({ id }) => id),
  );
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
