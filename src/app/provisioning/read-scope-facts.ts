import type { ObjectId } from "../../core/ids.ts";
import type { ScopeFacts, ScopeReads } from "../../core/mapping/scope/evaluate-scope.ts";
import type { SourceGroup, SourceObject } from "../../core/mapping/source.ts";
import type { ObjectRow } from "../../ports/tables.ts";
import { readGroups } from "../read-groups.ts";
import { readManagers, toSource } from "../source-objects.ts";
import type { CycleContext } from "./context.ts";

type Where = Pick<CycleContext, "org"> & { readonly deps: Pick<CycleContext["deps"], "store"> };

/** Reads, set-wise, what the clauses of scoping filters compare. Facts that no clause reads are left out. */
export async function readScopeFacts(
  where: Where,
  reads: ScopeReads,
  rows: readonly ObjectRow[],
): Promise<ReadonlyMap<ObjectId, ScopeFacts>> {
  const managers = reads.manager ? await readManagers(where, rows) : NO_MANAGERS;
  const groups = reads.groups
    ? await readGroups(
        where,
        rows.map(({ id }) => id),
      )
    : NO_GROUPS;
  return new Map(
    rows.map((row) => {
      const object = toSource(row);
      const manager = managers.get(row.id);
      return [row.id, { object, manager, groups: groups.get(row.id) ?? [] }];
    }),
  );
}

const NO_MANAGERS: ReadonlyMap<ObjectId, SourceObject> = new Map();
const NO_GROUPS: ReadonlyMap<ObjectId, readonly SourceGroup[]> = new Map();
