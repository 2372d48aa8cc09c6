import { sql } from "kysely";
import { type ObjectId, trustId } from "../core/ids.ts";
import type { MemberMove } from "../core/provisioning/group-loss.ts";
import type { DepartureReads } from "../ports/departures.ts";
import type { SqlRow } from "./columns.ts";
import { compile, type Dialect } from "./dialect.ts";
import type { Query } from "./query.ts";

/** The condition of the indexes `feed_left_group` and `feed_left_member`, in the same words: the planners compare them. */
const IS_DEPARTURE = sql`kind = 'member' and change = 'removed'`;

/** Members that left groups, over whatever runs the statements. */
export function createDepartureReads(dialect: Dialect, query: Query): DepartureReads {
  return {
    async departuresOf(org, members, from) {
      if (members.length === 0) return [];
      const isOne = dialect.isOneOf(sql`other`, dialect.listParameter(members), "string");
      const isRecent = from === undefined ? sql`` : sql`and ${dialect.isFrom(from)}`;
      const rows = await query(
        compile(
          dialect,
          sql`
            select object as group_id, other as member_id, max(at) as at from feed
            where org = ${org} and ${IS_DEPARTURE} and ${isOne} ${isRecent}
            group by object, other order by object, other`,
        ),
      );
      return rows.map((row) => ({
        group: toId(row["group_id"]),
        member: toId(row["member_id"]),
        at: Number(row["at"]),
      }));
    },

    async departuresWithin(org, group, { from, to }) {
      const [row] = await query(
        compile(
          dialect,
          sql`
            select count(*) over () as n, ${dialect.feedPlace} as place from feed
            where org = ${org} and ${IS_DEPARTURE} and object = ${group} and at >= ${from} and at <= ${to}
            order by ${dialect.feedOrder} limit 1`,
        ),
      );
      return row === undefined ? undefined : { count: Number(row["n"]), first: String(row["place"]) };
    },

    async memberChanges(org, group, from) {
      const rows = await query(
        compile(
          dialect,
          sql`
            select other as member_id, change, at from feed
            where org = ${org} and ${dialect.isFrom(from)} and kind = 'member' and object = ${group}
            order by ${dialect.feedOrder}`,
        ),
      );
      return rows.map(toChange);
    },
  };
}

function toChange(row: SqlRow): MemberMove {
  const change = row["change"] === "removed" ? "removed" : "added";
  return { member: toId(row["member_id"]), change, at: Number(row["at"]) };
}

function toId(value: unknown): ObjectId {
  return trustId<ObjectId>(String(value));
}
