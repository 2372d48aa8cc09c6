import { type RawBuilder, sql } from "kysely";
import type { ImportId, OrgId } from "../../core/ids.ts";
import { isStaged } from "./staged.ts";

const STAGING_TABLES = [
  ...["import_object", "import_member", "import_name"],
  ...["import_action", "import_membership", "import_change"],
];

/** Removes every staged row of the import. */
export function discardImport(org: OrgId, id: ImportId): readonly RawBuilder<unknown>[] {
  return STAGING_TABLES.map((table) => sql`delete from ${sql.table(table)} where ${isStaged(org, id)}`);
}
