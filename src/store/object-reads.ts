import { type RawBuilder, sql } from "kysely";
import { type ObjectId, type OrgId, trustId } from "../core/ids.ts";
import type { JsonObject } from "../core/json.ts";
import type { ResourceKind } from "../ports/kinds.ts";
import type { ObjectSelector, ObjectSnapshot } from "../ports/store.ts";
import type { SqlValue } from "./columns.ts";
import type { CompileCache, Dialect, Statement } from "./dialect.ts";
import { IS_NESTED } from "./group-reads.ts";

const PAGE_LIMIT_MAX = 10_000;

/** The objects to read. */
interface SnapshotQuery {
  readonly org: OrgId;
  readonly kind: ResourceKind;
  readonly which: ObjectSelector;
  readonly withGroups: boolean;
}

/**
 * Live objects with their documents as text and, where wanted, their groups. One statement for one object; for a page
 * the ids of its groups, whose names `readNamedGroups` reads: most on a page are in the same few.
 */
export function readObjectSnapshots(
  dialect: Dialect,
  cached: CompileCache,
  { org, kind, which, withGroups }: SnapshotQuery,
): Statement {
  const text = cached(`shown ${which.kind} ${withGroups}`, () => {
    const held = !withGroups ? sql`` : which.kind === "after" ? heldIds(dialect) : heldGroups(dialect);
    return sql`
      select o.id, o.version, o.created, o.modified, cast(o.external as text), cast(o.doc as text)${held}
      ${placeOf(which)}`;
  });
  return { sql: text, parameters: [org, kind, ...parametersOf(which)] };
}

function heldGroups(dialect: Dialect): RawBuilder<unknown> {
  const groups = dialect.listOfLists([sql`m.group_id`, sql`g.doc ->> 'displayName'`, IS_NESTED]);
  return sql`, (select ${groups}
    from membership m join object g on g.org = m.org and g.id = m.group_id and g.deleted is null
    where m.org = o.org and m.member_id = o.id)`;
}

function heldIds(dialect: Dialect): RawBuilder<unknown> {
  return sql`, (select ${dialect.joined(sql`m.group_id`)} from membership m
    where m.org = o.org and m.member_id = o.id)`;
}

/** What is shown of the groups with these ids, without deleted ones. */
export function readNamedGroups(
  dialect: Dialect,
  cached: CompileCache,
  org: OrgId,
  ids: readonly ObjectId[],
): Statement {
  const list = dialect.listParameter(ids);
  const text = cached(
    "named groups",
    () => sql`
      select m.group_id, m.name, ${IS_NESTED}
      from (select g.org as org, g.id as group_id, g.doc ->> 'displayName' as name from object g
        where g.org = ${org} and g.deleted is null and ${dialect.isOneOf(sql`g.id`, list, "string")}) m`,
  );
  return { sql: text, parameters: [org, list] };
}

/** Where the objects are; the parameters are those of `parametersOf`, behind organization and kind. */
function placeOf({ kind }: ObjectSelector): RawBuilder<unknown> {
  switch (kind) {
    case "id":
      return sql`from object o where o.org = ${""} and o.type = ${""} and o.id = ${""} and o.deleted is null`;
    case "unique-value":
      return sql`from unique_value c join object o on o.org = c.org and o.id = c.id and o.type = c.type
        where c.org = ${""} and c.type = ${""} and c.path = ${""} and c.value = ${""} and o.deleted is null`;
    case "after":
      return sql`from object o where o.org = ${""} and o.type = ${""} and o.deleted is null and o.id > ${""}
        order by o.id limit ${1}`;
  }
}

function parametersOf(which: ObjectSelector): readonly SqlValue[] {
  switch (which.kind) {
    case "id":
      return [which.id];
    case "unique-value":
      return [which.path, which.value];
    case "after":
      if (!Number.isInteger(which.limit) || which.limit < 1 || which.limit > PAGE_LIMIT_MAX) {
        throw new RangeError(`a page has 1 to ${PAGE_LIMIT_MAX} rows, not ${which.limit}`);
      }
      return [which.after ?? "", which.limit];
  }
}

type Group = NonNullable<ObjectSnapshot["groups"]>[number];
type Groups = readonly Group[];
type GroupValues = readonly [id: ObjectId, name: string | null, isNested: boolean | number];

/** Groups by how a row tells them: who are in the same groups share one list. */
export type KnownGroups = Map<string, Groups>;

/** The columns of the statement for objects, in their order. */
type ShownValues = readonly [
  id: ObjectId,
  version: number,
  created: number,
  modified: number,
  external: string,
  text: string,
  held?: string | null,
];

/** The object that a row of that statement is. */
export function toSnapshot(
  org: OrgId,
  type: ResourceKind,
  values: readonly unknown[],
  known: KnownGroups,
): ObjectSnapshot {
  const [id, version, created, modified, external, text, held] = values as ShownValues;
  return {
    org,
    id,
    type,
    version,
    created,
    modified,
    deleted: null,
    external: external === "{}" ? NO_NAMES : (JSON.parse(external) as JsonObject),
    text,
    groups: held === undefined ? undefined : groupsIn(held, known),
  };
}

const NO_NAMES: JsonObject = {};
const NONE: Groups = [];

function groupsIn(held: string | null, known: KnownGroups): Groups {
  if (held === null || held === "[]") return NONE;
  const same = known.get(held);
  if (same !== undefined) return same;
  const groups = sorted((JSON.parse(held) as readonly GroupValues[]).map(toGroup));
  known.set(held, groups);
  return groups;
}

/** The ids of groups that the rows of a page tell. */
export function groupIdsOf(rows: readonly (readonly unknown[])[]): ReadonlySet<ObjectId> {
  const lists = new Set(rows.map((values) => (values as ShownValues)[6]));
  return new Set([...lists].flatMap((held) => (held ? held.split(",") : [])).map(trustId<ObjectId>));
}

/** The groups of a page by how its rows tell them, read by `readNamedGroups`. */
export function knownGroupsOf(
  rows: readonly (readonly unknown[])[],
  named: readonly (readonly unknown[])[],
): KnownGroups {
  const byId = new Map<string, Group>(
    named.map((values) => [String(values[0]), toGroup(values as GroupValues)]),
  );
  const lists = new Set(rows.map((values) => (values as ShownValues)[6]));
  return new Map(
    [...lists].flatMap((held) => {
      if (!held) return [];
      return [[held, sorted(held.split(",").flatMap((id) => byId.get(id) ?? []))] as const];
    }),
  );
}

function toGroup([id, name, isNested]: GroupValues): Group {
  return { id, name, isNested: Boolean(isNested) };
}

function sorted(groups: Group[]): Groups {
  return groups.sort((left, right) => (left.id < right.id ? -1 : 1));
}
