import { sql } from "kysely";
import type { ImportId, OrgId } from "../../core/ids.ts";
import type { Cursor } from "../../ports/kinds.ts";
import type { MergeCounts } from "../../ports/store.ts";
import type { Transaction } from "../dialect.ts";
import { ITS_ROW, isStaged, sourceOf } from "./staged.ts";

/** An import, as its merge names it. */
interface Merged {
  readonly org: OrgId;
  readonly id: ImportId;
}

/** The end of the organization's feed, as this transaction sees it. */
export async function readFeedHead(tx: Transaction, org: OrgId): Promise<Cursor> {
  const [head] = await tx.rows(tx.dialect.feedHead(org));
  return head?.cursor ?? tx.dialect.feedStart;
}

/**
 * Notes from which place in the feed on a change of the source's objects means that the same files no longer say the same.
 * `place` lies before the import staged its first row, because staging reads the directory too; `head` is the end of the
 * feed when the merge began, after which its own entries lie. A user whose name in the file is not the name in the directory
 * leaves no such place: another user may take that name, which no entry about this source reports.
 */
export async function notePlace(
  tx: Transaction,
  { org, id }: Merged,
  { place, head }: { readonly place: Cursor | null; readonly head: Cursor },
): Promise<void> {
  const kept = place === null || (await hasOtherName(tx, { org, id })) ? null : place;
  await tx.run(sql`
    update source set place = ${kept}, own = ${tx.dialect.feedWritten(org, head)}
    where org = ${org} and name = ${sourceOf(org, id)}`);
}

async function hasOtherName(tx: Transaction, { org, id }: Merged): Promise<boolean> {
  const found = await tx.rows(sql`
    select 1 as found from import_action a join import_object p on ${ITS_ROW}
    where ${isStaged(org, id, "a")} and a.type = 'user' and a.action = 'keep' and not exists (
      select 1 from unique_value c
      where c.org = a.org and c.type = 'user' and c.path = 'userName' and c.value = p.name_key and c.id = a.object
    ) limit 1`);
  return found.length > 0;
}

/**
 * True if this is the source's last import, and no user or group of the source has changed since it began, other than by
 * the import itself.
 */
export async function isAsImported(
  tx: Transaction,
  org: OrgId,
  source: string,
  last: ImportId,
): Promise<boolean> {
  const [noted] = await tx.rows(sql<{ readonly place: Cursor | null; readonly own: string | null }>`
    select place, own from source where org = ${org} and name = ${source} and "import" = ${last}`);
  if (noted?.place == null || noted.own === null) return false;
  const { dialect } = tx;
  const changed = await tx.rows(sql`
    select 1 as found from feed f
    where f.org = ${org} and ${dialect.isFrom(noted.place)} and not (${dialect.isUpTo(noted.place)})
      and not (${dialect.isWritten(noted.own)})
      and exists (
        select 1 from source_object s where s.org = f.org and s.object = f.object and s.source = ${source}
      ) limit 1`);
  return changed.length === 0;
}

/** Ends an import that repeats the source's last one, if the source is as that import left it. False if it is not. */
export async function repeatImport(
  tx: Transaction,
  { org, id }: Merged,
  { last, now, counts }: { readonly last: ImportId; readonly now: number; readonly counts: MergeCounts },
): Promise<boolean> {
  // Read first: a change that this transaction does not see lies after it.
  const head = await readFeedHead(tx, org);
  const [row] = await tx.rows(sql<{ readonly source: string }>`
    select source from "import" where org = ${org} and id = ${id} and state = 'merging'`);
  if (row === undefined || !(await isAsImported(tx, org, row.source, last))) return false;
  await tx.run(sql`
    update source set "import" = ${id}, completed = ${now}, place = ${head} where org = ${org} and name = ${row.source}`);
  await tx.run(sql`
    update "import" set state = 'merged', ended = ${now}, result = ${JSON.stringify(counts)}
    where org = ${org} and id = ${id}`);
  return true;
}
