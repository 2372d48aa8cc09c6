import { sql } from "kysely";
import type { ImportId, OrgId } from "../../core/ids.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import type { Leavers } from "../../ports/store.ts";
import type { Transaction } from "../dialect.ts";
import { selectAbsent, sourceOf } from "./staged.ts";

/** How many objects of this type the import's source has that are not deleted, and that are not staged. */
export async function countLeavers(
  tx: Transaction,
  org: OrgId,
  id: ImportId,
  type: ObjectType,
): Promise<Leavers> {
  const live = sql`
    select 1 from source_object s join object o on o.org = s.org and o.id = s.object and o.deleted is null
    where s.org = ${org} and s.source = ${sourceOf(org, id)} and s.type = ${type}`;
  const [row] = await tx.rows(sql<Leavers>`
    select (select count(*) from (${live}) live) as live,
      (select count(*) from (${selectAbsent(org, id, type)}) leavers) as leavers`);
  return { live: row?.live ?? 0, leavers: row?.leavers ?? 0 };
}
