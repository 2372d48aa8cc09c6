import { INSTANCE, type OrgId } from "../core/ids.ts";
import type { AuditRow } from "../ports/trust-tables.ts";
import type { Deps } from "./deps.ts";
import { readRowsAmong } from "./paging.ts";

/** The names of the persons and tokens that these entries of the audit trail have as actors, by actor. */
export async function readActorNames(
  { store }: Deps,
  rows: readonly Pick<AuditRow, "org" | "actor">[],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  const persons = idsOf(rows, "person:");
  for (const { id, name } of await readRowsAmong(
    store,
    "person",
    { org: INSTANCE },
    { column: "id", values: persons },
  )) {
    names.set(`person:${id}`, name);
  }
  const tokens = { column: "id", values: idsOf(rows, "token:") } as const;
  // A token of the instance can act in an organization too.
  const owners = new Set<OrgId>([INSTANCE, ...rows.map(({ org }) => org)]);
  for (const org of owners) {
    for (const { id, name } of await readRowsAmong(store, "token", { org }, tokens)) {
      names.set(`token:${id}`, name);
    }
  }
  return names;
}

function idsOf(rows: readonly Pick<AuditRow, "actor">[], prefix: string): readonly string[] {
  const actors = rows.map(({ actor }) => actor).filter((actor) => actor.startsWith(prefix));
  return [...new Set(actors.map((actor) => actor.slice(prefix.length)))];
}
