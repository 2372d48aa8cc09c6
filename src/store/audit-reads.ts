import { sql } from "kysely";
import { isObject, type JsonObject, parseJson } from "../core/json.ts";
import type { AuditReads } from "../ports/audit.ts";
import { compile, type Dialect, joinColumns } from "./dialect.ts";
import type { Query } from "./query.ts";

/** The columns of a record. Its detail comes as text, which may have been changed in the database. */
const COLUMNS = joinColumns(["org", "id", "at", "actor", "service", "category", "activity", "target"]);

/** The audit trail in the order of its places, over whatever runs the statements. */
export function createAuditReads(dialect: Dialect, query: Query): AuditReads {
  return {
    async markAudit() {
      const [row] = await query(
        compile(
          dialect,
          sql`
            select coalesce((select max(place) from audit), 0) as newest,
              coalesce((select max(place) from audit_chain), 0) as sealed, ${dialect.auditBarrier} as barrier`,
        ),
      );
      const [newest, sealed] = [Number(row?.["newest"]), Number(row?.["sealed"])];
      return { newest, sealed, barrier: String(row?.["barrier"]) };
    },

    async isAuditSettled({ barrier }) {
      const [row] = await query(compile(dialect, sql`select ${dialect.hasPassed(barrier)} as settled`));
      return Boolean(row?.["settled"]);
    },

    async newestAuditPlace() {
      const [row] = await query(compile(dialect, sql`select coalesce(max(place), 0) as newest from audit`));
      return Number(row?.["newest"]);
    },

    async auditAt({ after, upto, limit, org }) {
      // The sum keeps SQLite from reading by the index over organizations, which is not in the order of places.
      const isWanted = org === undefined ? sql`` : sql`and org || '' = ${org}`;
      const rows = await query(
        compile(
          dialect,
          sql`
            select ${COLUMNS}, cast(detail as text) as detail_text, place from audit
            where place > ${after} and place <= ${upto} ${isWanted} order by place limit ${limit}`,
        ),
      );
      return rows.map(({ detail_text: detail, place, ...row }) => ({
        ...dialect.fromSql("audit", row),
        detail: readDetail(String(detail)),
        place: Number(place),
      }));
    },

    async auditPlaces(org, ids) {
      if (ids.length === 0) return new Map();
      const isOne = dialect.isOneOf(sql`id`, dialect.listParameter(ids), "string");
      const rows = await query(
        compile(dialect, sql`select id, place from audit where org = ${org} and ${isOne}`),
      );
      return new Map(rows.map((row) => [String(row["id"]), Number(row["place"])]));
    },

    async sealsFrom(org, place, limit) {
      const rows = await query(
        compile(
          dialect,
          sql`select * from audit_seal where org = ${org} and place >= ${place} order by place limit ${limit}`,
        ),
      );
      return rows.map((row) => dialect.fromSql("audit_seal", row));
    },
  };
}

/** The detail of a record. A text that is not a JSON object must not end a comparison with its seal, and differs from every other. */
function readDetail(text: string): JsonObject {
  const value = parseJson(text);
  return isObject(value) ? value : { unreadable: text };
}
