import { type RawBuilder, sql } from "kysely";
import type { AppId, ObjectId, OrgId } from "../core/ids.ts";
import type { AuditReads } from "../ports/audit.ts";
import type { BrowseReads } from "../ports/browse.ts";
import type { DepartureReads } from "../ports/departures.ts";
import type { ExchangeReads } from "../ports/exchanges.ts";
import type { Cursor, ObjectType, ResourceKind } from "../ports/kinds.ts";
import type { OverviewReads } from "../ports/overview.ts";
import type { RecordReads } from "../ports/records.ts";
import type { DeletedPage, FeedPage, ObjectSelector, PageOf, ScopeWays, Store } from "../ports/store.ts";
import type { SystemReads } from "../ports/system.ts";
import type { Key, Row, TableName } from "../ports/tables.ts";
import { createAuditReads } from "./audit-reads.ts";
import { createBrowseReads } from "./browse-reads.ts";
import { readColumnsOf, type SqlValue, toPlainSql } from "./columns.ts";
import { readDeletedObjects } from "./deleted-user-reads.ts";
import { createDepartureReads } from "./departure-reads.ts";
import { type CompileCache, compile, createCompileCache, type Dialect, joinColumns } from "./dialect.ts";
import { createExchangeReads } from "./exchange-reads.ts";
import { groupsOf, toGroupOfMember } from "./group-reads.ts";
import {
  groupIdsOf,
  type KnownGroups,
  knownGroupsOf,
  readNamedGroups,
  readObjectSnapshots,
  toSnapshot,
} from "./object-reads.ts";
import { createOverviewReads } from "./overview-reads.ts";
import {
  type Rewrites,
  selectDeprovisionedSince,
  selectLinkedObjects,
  selectRewrittenSince,
  selectScopePaths,
  selectUsersBelow,
} from "./provisioning-scope.ts";
import type { Reader } from "./query.ts";
import { createRecordReads } from "./record-reads.ts";
import { readTypedRow } from "./row-codecs.ts";
import { createSearch } from "./search/search.ts";
import { createSystemReads } from "./system-reads.ts";
import { keyColumnsOf, keyEntriesOf, matchColumns, type RowCondition } from "./writes.ts";

const PAGE_LIMIT_MAX = 10_000;

type Reads = Pick<
  Store,
  | "get"
  | "page"
  | "count"
  | "search"
  | "feedStart"
  | "feedHead"
  | "feed"
  | "scopePaths"
  | "usersBelow"
  | "linkedObjects"
  | "groupsOf"
  | "readObjects"
  | "deletedObjects"
  | "deprovisionedSince"
  | "rewrittenSince"
  | keyof BrowseReads
  | keyof OverviewReads
  | keyof SystemReads
  | keyof ExchangeReads
  | keyof DepartureReads
  | keyof AuditReads
  | keyof RecordReads
>;

/** The dialect of a store, the statements compiled before, and the ways to run them: all reads share these. */
interface ReadContext extends Reader {
  readonly dialect: Dialect;
  readonly cached: CompileCache;
  ask<Result>(builder: RawBuilder<Result>): Promise<readonly Result[]>;
}

/** The reading half of a store, over whatever runs its statements. */
export function createReads(dialect: Dialect, reader: Reader): Reads {
  const context: ReadContext = {
    ...reader,
    dialect,
    cached: createCompileCache(dialect),
    ask: async <Result>(builder: RawBuilder<Result>) =>
      (await reader.query(compile(dialect, builder))) as readonly Result[],
  };
  return {
    ...createRowReads(context),
    ...createObjectReads(context),
    ...createScopeReads(context),
    ...createFeedReads(context),
    search: createSearch(dialect, reader.query),
    ...createBrowseReads(dialect, reader.query),
    ...createOverviewReads(dialect, reader.query),
    ...createSystemReads(dialect, reader.query),
    ...createExchangeReads(dialect, reader.query),
    ...createDepartureReads(dialect, reader.query),
    ...createAuditReads(dialect, reader.query),
    ...createRecordReads(dialect, reader.query),
  };
}

/** Rows of any table. */
function createRowReads({ dialect, cached, query }: ReadContext): Pick<Reads, "get" | "page" | "count"> {
  return {
    async get<Table extends TableName>(table: Table, key: Key<Table>) {
      const where = matchColumns(table, keyEntriesOf(table, { ...key }));
      const text = cached(
        `get ${table} ${where.shape}`,
        () => sql`select ${rowOf(table)} from ${sql.table(table)} where ${where.build()}`,
      );
      const [row] = await query({ sql: text, parameters: where.parameters });
      return row && readTypedRow(table, dialect.fromSql(table, row));
    },

    async page<Table extends TableName>(table: Table, page: PageOf<Table>) {
      if (page.among?.values.length === 0) return [];
      const { where, order } = pageParts(dialect, table, page);
      const direction = page.descending ? "desc" : "asc";
      const text = cached(`page ${table} ${where.shape} ${order.join()} ${direction}`, () => {
        const terms = order.map((column) => sql`${sql.ref(column)} ${sql.raw(direction)}`);
        const sorted = terms.length === 0 ? sql`` : sql`order by ${sql.join(terms)}`;
        return sql`select ${rowOf(table)} from ${sql.table(table)} where ${where.build()} ${sorted} limit ${1}`;
      });
      const rows = await query({ sql: text, parameters: [...where.parameters, page.limit] });
      return rows.map((row) => readTypedRow(table, dialect.fromSql(table, row)));
    },

    async count<Table extends TableName>(table: Table, columns: Partial<Row<Table>>) {
      const where = matchColumns(table, Object.entries(columns));
      const text = cached(
        `count ${table} ${where.shape}`,
        () => sql`select count(*) as n from ${sql.table(table)} where ${where.build()}`,
      );
      const [row] = await query({ sql: text, parameters: where.parameters });
      return Number(row?.["n"]);
    },
  };
}

/** Objects with what is shown of their groups, and objects that were deleted. */
function createObjectReads({
  dialect,
  cached,
  query,
  lists,
  ask,
}: ReadContext): Pick<Reads, "groupsOf" | "readObjects" | "deletedObjects"> {
  const groupsOfPage = async (org: OrgId, rows: readonly (readonly unknown[])[]): Promise<KnownGroups> => {
    const ids = [...groupIdsOf(rows)];
    if (ids.length === 0) return new Map();
    return knownGroupsOf(rows, await lists(readNamedGroups(dialect, cached, org, ids)));
  };
  return {
    async groupsOf(org: OrgId, members: readonly ObjectId[]) {
      if (members.length === 0) return [];
      return (await query(groupsOf(dialect, cached, org, members))).map(toGroupOfMember);
    },

    async readObjects(org: OrgId, kind: ResourceKind, which: ObjectSelector, withGroups: boolean) {
      const rows = await lists(readObjectSnapshots(dialect, cached, { org, kind, which, withGroups }));
      const known: KnownGroups =
        which.kind === "after" && withGroups ? await groupsOfPage(org, rows) : new Map();
      return rows.map((values) => toSnapshot(org, kind, values, known));
    },

    deletedObjects: async (org: OrgId, type: ObjectType, page: DeletedPage) =>
      (await ask(readDeletedObjects(org, type, page))).map((row) => dialect.fromSql("object", { ...row })),
  };
}

/** The objects in scope of an application, and those that have left it. */
function createScopeReads({
  dialect,
  ask,
}: ReadContext): Pick<
  Reads,
  "scopePaths" | "usersBelow" | "linkedObjects" | "deprovisionedSince" | "rewrittenSince"
> {
  return {
    async scopePaths(org: OrgId, app: AppId, ids: readonly ObjectId[], ways: ScopeWays) {
      if (ids.length === 0) return [];
      const paths = await ask(selectScopePaths(dialect, { org, app, ids, ways }));
      return paths.map((path) => ({ ...path }));
    },

    usersBelow: async (org: OrgId, group: ObjectId, after: ObjectId | undefined, limit: number) =>
      (await ask(selectUsersBelow(org, group, after, limit))).map(({ id }) => id),

    linkedObjects: async (org, app, type, page) =>
      (await ask(selectLinkedObjects(org, app, type, page))).map(({ object }) => object),

    async deprovisionedSince(org: OrgId, app: AppId, type: ObjectType, since: number) {
      const [row] = await ask(selectDeprovisionedSince(org, app, type, since));
      return row?.n ?? 0;
    },

    async rewrittenSince(org: OrgId, app: AppId, rewrites: Rewrites) {
      const [row] = await ask(selectRewrittenSince(dialect, org, app, rewrites));
      return Number(row?.n ?? 0);
    },
  };
}

function createFeedReads({ dialect, ask }: ReadContext): Pick<Reads, "feedStart" | "feedHead" | "feed"> {
  return {
    feedStart: dialect.feedStart,

    async feedHead(org: OrgId): Promise<Cursor> {
      const [head] = await ask(dialect.feedHead(org));
      return head?.cursor ?? dialect.feedStart;
    },

    async feed(org: OrgId, after: Cursor, upto: Cursor, limit: number): Promise<FeedPage> {
      const rows = await ask(dialect.feedAfter(org, after, upto, limit));
      const entries = rows.map((entry) => ({ ...entry }));
      return { entries, cursor: entries.at(-1)?.cursor ?? after };
    },
  };
}

/** The columns of a row, named where the table has columns beyond them. */
function rowOf(table: TableName): RawBuilder<unknown> {
  const columns = readColumnsOf(table);
  return columns === undefined ? sql`*` : joinColumns(columns);
}

/** The condition of a page and the key columns left to order by: those that `where` does not fix. */
function pageParts<Table extends TableName>(
  dialect: Dialect,
  table: Table,
  page: PageOf<Table>,
): { readonly where: RowCondition; readonly order: readonly string[] } {
  if (!Number.isInteger(page.limit) || page.limit < 1 || page.limit > PAGE_LIMIT_MAX) {
    throw new RangeError(`a page has 1 to ${PAGE_LIMIT_MAX} rows, not ${page.limit}`);
  }
  const entries = Object.entries(page.where);
  const order = keyColumnsOf(table).filter((column) => !entries.some(([fixed]) => fixed === column));
  const conditions = [matchColumns(table, entries)];
  if (page.among !== undefined) conditions.push(amongCondition(dialect, page.among));
  if (page.after !== undefined) {
    const after = typeof page.after === "object" ? page.after : [page.after];
    if (order.length === 0 || after.length !== order.length) {
      throw new TypeError(`a page of ${table} after a row needs a value for each of: ${order.join(", ")}`);
    }
    const values = order.map((column, at) => toPlainSql(table, column, after[at]));
    conditions.push(afterCondition(order, values, page.descending === true ? "<" : ">"));
  }
  return { where: all(conditions), order };
}

function amongCondition(
  dialect: Dialect,
  among: { readonly column: PropertyKey; readonly values: readonly (string | number)[] },
): RowCondition {
  const column = String(among.column);
  const of = typeof among.values[0] === "number" ? "number" : "string";
  const list = dialect.listParameter(among.values);
  return {
    shape: `${column}:${of}`,
    parameters: [list],
    build: () => dialect.isOneOf(sql`${sql.ref(column)}`, list, of),
  };
}

function afterCondition(
  columns: readonly string[],
  values: readonly SqlValue[],
  operator: "<" | ">",
): RowCondition {
  return {
    shape: `${columns.join()}${operator}`,
    parameters: values,
    build: () => {
      const names = sql.join(columns.map((column) => sql.ref(column)));
      return sql`(${names}) ${sql.raw(operator)} (${sql.join(values)})`;
    },
  };
}

function all(conditions: readonly RowCondition[]): RowCondition {
  return {
    shape: conditions.map(({ shape }) => shape).join(";"),
    parameters: conditions.flatMap(({ parameters }) => parameters),
    build: () =>
      sql.join(
        conditions.map((condition) => condition.build()),
        sql` and `,
      ),
  };
}
