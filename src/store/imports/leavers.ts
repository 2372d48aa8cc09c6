import { type RawBuilder, sql } from "kysely";
import type { ImportId, OrgId } from "../../core/ids.ts";
import type { ObjectType } from "../../ports/tables.ts";
import type { Transaction } from "../dialect.ts";
import { sourceOf, staged } from "./staged.ts";

/** How many objects of this type the import's source owns that are not deleted and that it does not have. */
export async function countLeavers(
  tx: Transaction,
  org: OrgId,
  id: ImportId,
  type: ObjectType,
): Promise<number> {
  const leavers = leaverIds(org, id, type);
  const [row] = await tx.rows(sql<{ readonly n: number }>`select count(*) as n from (${leavers}) leavers`);
  return row?.n ?? 0;
}

/** The ids of those objects. EXCEPT keeps both databases from asking once per object. */
export function leaverIds(org: OrgId, id: ImportId, type: ObjectType): RawBuilder<unknown> {
  const present =
    type === "user"
      ? sql`select object from import_person where ${staged(org, id)}`
      : sql`select group_object from import_member where ${staged(org, id)}`;
  return sql`
    select s.object from source_object s
    join object o on o.org = s.org and o.id = s.object and o.deleted is null
    where s.org = ${org} and s.source = ${sourceOf(org, id)} and s.type = ${type}
    except ${present}`;
}
