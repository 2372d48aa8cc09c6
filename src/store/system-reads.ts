import { sql } from "kysely";
import type { SystemReads } from "../ports/system.ts";
import { compile, type Dialect } from "./dialect.ts";
import type { Query } from "./query.ts";

/** Reads the version and the size of the database, and its last migration. */
export function createSystemReads(dialect: Dialect, query: Query): SystemReads {
  return {
    async readStoreFacts() {
      const { version, bytes } = dialect.facts;
      const [row] = await query(
        compile(
          dialect,
          sql`
          select ${version} as version, ${bytes} as bytes,
            (select name from migration order by number desc limit 1) as migration`,
        ),
      );
      return {
        version: String(row?.["version"]),
        bytes: Number(row?.["bytes"]),
        migration: String(row?.["migration"]),
      };
    },
  };
}
