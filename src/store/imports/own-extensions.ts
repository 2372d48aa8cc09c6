import { type RawBuilder, sql } from "kysely";
import type { ImportId, OrgId } from "../../core/ids.ts";
import type { JsonObject } from "../../core/json.ts";
import { resourceTypesOf, type TypeSet } from "../../core/scim/definitions/type-set.ts";
import { type IndexKey, indexKeys } from "../../core/scim/index/keys.ts";
import type { ResourceType } from "../../core/scim/schema.ts";
import { DIRECTORY_USER_URN, ENTERPRISE_USER_URN } from "../../core/scim/schema-urns.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import type { ImportFinding } from "../../ports/store.ts";
import type { Dialect, Transaction } from "../dialect.ts";
import { ITS_ROW, isStaged } from "./staged.ts";

/** Restored objects whose entries are made in one go. */
const PAGE = 500;
const IMPORTED = [ENTERPRISE_USER_URN, DIRECTORY_USER_URN];

/**
 * The organization's own types, or undefined. They are locked until the transaction ends: an import knows
 * nothing of the extensions, keeps them, and must not do so while their index entries are recreated.
 */
export async function lockTypes(tx: Transaction, org: OrgId): Promise<readonly ResourceType[] | undefined> {
  await tx.rows(sql`select types from organization where org = ${org} ${tx.dialect.held}`);
  const [row] = await tx.rows(sql<{ readonly schemas: unknown; readonly types: unknown }>`
    select schemas, types from type_set where org = ${org}`);
  if (row === undefined) return undefined;
  return resourceTypesOf({ schemas: fromJson(row.schemas), types: fromJson(row.types) } as TypeSet);
}

/** JSON as the database has it: text, or parsed already. */
function fromJson(value: unknown): unknown {
  return typeof value === "string" ? JSON.parse(value) : value;
}

/** True for the path of an attribute, or the URN, of an extension that the organization defined. */
export function isOwnName(name: RawBuilder<unknown>): RawBuilder<boolean> {
  const others = ["externalId", "former", ...IMPORTED].map(
    (prefix) => sql`${name} <> ${prefix} and ${name} not like ${`${prefix}:%`}`,
  );
  return sql`(${name} like '%:%' and ${sql.join(others, sql` and `)})`;
}

/** A document that an import brings, or its search form, with the organization's extensions of the one before. */
export function withOwnExtensions(
  dialect: Dialect,
  next: RawBuilder<unknown>,
  before: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return dialect.withMembers(next, before, isOwnName(sql`key`));
}

interface RestoredRow {
  readonly object: string;
  readonly type: ObjectType;
  readonly line: number;
  readonly name: string;
  readonly doc: unknown;
}

/**
 * Recreates the extension index entries of restored objects, which were dropped when they left. A finding
 * when another object has a value that must be unique. A trial puts in place the values alone that a finding may be about.
 */
export async function restoreOwnEntries(
  tx: Transaction,
  { org, id, isTrial }: { readonly org: OrgId; readonly id: ImportId; readonly isTrial: boolean },
  types: readonly ResourceType[],
): Promise<ImportFinding | undefined> {
  let after = "";
  for (;;) {
    const rows = await tx.rows(sql<RestoredRow>`
      select a.object, a.type, p.line, p.name, o.doc
      from import_action a
      join import_object p on ${ITS_ROW}
      join object o on o.org = a.org and o.id = a.object
      where ${isStaged(org, id, "a")} and a.action = 'restore' and a.object > ${after}
      order by a.object limit ${PAGE}`);
    for (const row of rows) {
      const keys = ownKeys(types, row.type, fromJson(row.doc) as JsonObject);
      const kept = isTrial ? keys.filter(({ unique }) => unique) : keys;
      const taken = await restoreEntriesOf(tx, org, row, kept);
      if (taken !== undefined) return taken;
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return undefined;
    after = last.object;
  }
}

async function restoreEntriesOf(
  tx: Transaction,
  org: OrgId,
  { object, type, line, name }: RestoredRow,
  keys: readonly IndexKey[],
): Promise<ImportFinding | undefined> {
  for (const { path, value, unique } of keys) {
    const table = sql.table(unique ? "unique_value" : "index_entry");
    const put = await tx.run(sql`
      insert into ${table} (org, type, path, value, id) values (${org}, ${type}, ${path}, ${value}, ${object})
      on conflict do nothing`);
    if (unique && put === 0) return { kind: "value-taken", line, other: null, name };
  }
  return undefined;
}

function ownKeys(types: readonly ResourceType[], type: ObjectType, doc: JsonObject): readonly IndexKey[] {
  const resource = types.find(({ name }) => name.toLowerCase() === type);
  if (resource === undefined) return [];
  const own = resource.extensions.map(({ schema }) => schema.id).filter((urn) => !IMPORTED.includes(urn));
  return indexKeys(resource, doc).filter(({ path }) => own.some((urn) => path.startsWith(`${urn}:`)));
}
