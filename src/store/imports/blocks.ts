import { type RawBuilder, sql } from "kysely";
import type { ImportId, OrgId } from "../../core/ids.ts";
import type { ImportFinding } from "../../ports/store.ts";
import type { Transaction } from "../dialect.ts";
import { ITS_ROW, isStaged, sourceOf } from "./staged.ts";

/**
 * A user whom an administrator blocked or unblocked since the row was staged. As staged, the merge would give the access
 * back, or keep a user inactive whom nothing blocks.
 */
export async function findChangedBlock(
  tx: Transaction,
  org: OrgId,
  id: ImportId,
): Promise<ImportFinding | undefined> {
  const isInactive = sql`coalesce(cast(p.doc ->> 'active' as text), 'true') in ('false', '0')`;
  const [found] = await tx.rows(sql<{ readonly line: number; readonly name: string }>`
    select p.line, p.name from import_action a
    join import_object p on ${ITS_ROW}
    join source_object s on ${isOfSource(org, id)} and s.key = p.key
    where ${isStaged(org, id, "a")} and a.type = 'user' and a.action in ('create', 'update', 'restore')
      and ((s.blocked = 1 and not ${isInactive}) or (s.blocked = 0 and p.active = 1 and ${isInactive}))
    order by p.line limit 1`);
  return found && { kind: "user-blocked", line: found.line, other: null, name: found.name };
}

/** Notes of the blocked users whether the source delivers them as active. A row that does not say leaves the last word. */
export async function noteStates(tx: Transaction, org: OrgId, id: ImportId): Promise<void> {
  await tx.run(sql`
    update source_object set active = p.active from import_object p
    where source_object.org = ${org} and source_object.source = ${sourceOf(org, id)}
      and source_object.type = 'user' and source_object.blocked = 1
      and ${isStaged(org, id, "p")} and p.type = 'user' and p.key = source_object.key and p.active is not null`);
}

/** True for a user `s` whom the source of the import owns. */
function isOfSource(org: OrgId, id: ImportId): RawBuilder<boolean> {
  return sql`s.org = ${org} and s.source = ${sourceOf(org, id)} and s.type = 'user'`;
}
