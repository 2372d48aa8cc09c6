import { sql } from "kysely";
import type { ImportId, OrgId } from "../../core/ids.ts";
import type { Transaction } from "../dialect.ts";

/** Ids that fit into one millisecond. */
const IDS_PER_MS = 4_096;

/**
 * Revokes what is issued to users whom this merge deactivated or deleted, with an audit row for each. Starts from
 * the tokens in force, which are few: other inactive users hold none.
 */
export async function revokeIssued(tx: Transaction, org: OrgId, id: ImportId, now: number): Promise<void> {
  const revoked = await tx.rows(sql<{
    readonly id: string;
    readonly name: string;
    readonly issued_to: string;
  }>`
    update token set revoked = ${now}
    where org = ${org} and issued_to is not null and revoked is null and not exists (
      select 1 from object o
      where o.org = token.org and o.id = token.issued_to and o.deleted is null
        and coalesce(cast(o.doc -> 'active' as text), '') <> 'false'
    )
    returning id, name, issued_to`);
  for (const [n, token] of revoked.entries()) {
    const detail = { name: token.name, issuedTo: token.issued_to, cause: "import" };
    await tx.run(sql`
      insert into audit (org, id, at, actor, service, category, activity, target, detail)
      values (${org}, ${auditId(id, now, n)}, ${now}, ${`import:${id}`}, 'admin', 'token', 'revoke', ${token.id},
        ${JSON.stringify(detail)})`);
  }
}

/**
 * The n-th id that a merge gives out: of version 7, so that it sorts by time (RFC 9562 §5.7), and unique by the
 * random part of the import's own id. A transaction has no source of ids, and must not need one.
 */
function auditId(id: ImportId, now: number, n: number): string {
  const time = (now + Math.floor(n / IDS_PER_MS)).toString(16).padStart(12, "0");
  const count = (n % IDS_PER_MS).toString(16).padStart(3, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${id.slice(19)}`;
}
