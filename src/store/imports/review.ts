import { sql } from "kysely";
import type { Nesting } from "../../core/directory/group-rings.ts";
import type { ImportId, OrgId } from "../../core/ids.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import type { ImportReview } from "../../ports/store.ts";
import type { Transaction } from "../dialect.ts";
import { isNamed, isStaged, selectBroughtBefore } from "./staged.ts";

/** Collects the facts of an import that people should know of. Needs the names that the check filled in. */
export async function reviewImport(
  tx: Transaction,
  org: OrgId,
  id: ImportId,
  withLeavers: readonly ObjectType[],
): Promise<ImportReview> {
  const leaves = withLeavers.map((type) => sql`m.member_kind = ${type} or `);
  const [departed] = await tx.rows(
    sql<{ readonly line: number; readonly name: string; readonly count: number }>`
      select m.line, m.member_name as name, count(*) over () as count from import_member m
      where ${isStaged(org, id, "m")} and not ${isNamed(org, id)}
        and (${sql.join(leaves, sql``)} ${selectBroughtBefore(org, id)} is null)
      order by m.line limit 1`,
  );
  const nestings = await tx.rows(sql<Nesting>`
    select m.group_key as "group", m.member_key as member, m.member_name as name from import_member m
    where ${isStaged(org, id, "m")} and m.member_kind = 'group' order by m.line`);
  return {
    departed: departed && { count: Number(departed.count), line: departed.line, name: departed.name },
    nestings,
  };
}
