import { type RawBuilder, sql } from "kysely";
import type { OrgId } from "../core/ids.ts";
import type { ObjectType } from "../ports/kinds.ts";
import type { DeletedPage } from "../ports/store.ts";
import type { ObjectRow } from "../ports/tables.ts";
import { readColumnsOf } from "./columns.ts";
import { joinColumns } from "./dialect.ts";

/** A page of the soft-deleted objects of a type, by the time of their deletion; the partial index serves both ways. */
export function readDeletedObjects(
  org: OrgId,
  type: ObjectType,
  { order, after, limit }: DeletedPage,
): RawBuilder<ObjectRow> {
  const [beyond, direction] = order === "oldest" ? ([">", "asc"] as const) : (["<", "desc"] as const);
  const rest =
    after === undefined ? sql`` : sql`and (deleted, id) ${sql.raw(beyond)} (${after.deleted}, ${after.id})`;
  return sql`
    select ${joinColumns(readColumnsOf("object") ?? [])} from object where org = ${org} and type = ${type} and deleted is not null ${rest}
    order by deleted ${sql.raw(direction)}, id ${sql.raw(direction)} limit ${limit}`;
}
