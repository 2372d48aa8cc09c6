import { type RawBuilder, sql } from "kysely";
import { type ObjectId, type OrgId, trustId } from "../core/ids.ts";
import type { JsonObject } from "../core/json.ts";
import type { ShownObject, ShownWhich } from "../ports/store.ts";
import type { ResourceKind } from "../ports/tables.ts";
import type { SqlValue } from "./columns.ts";
import type { CompileCache, Dialect, Statement } from "./dialect.ts";
import { IS_NESTED } from "./groups-of.ts";

const PAGE_LIMIT_MAX = 10_000;

/** Live objects with their documents as text and, where wanted, their groups: one statement for all. */
export function shownObjects(
  dialect: Dialect,
  cached: CompileCache,
  org: OrgId,
  kind: ResourceKind,
  which: ShownWhich,
  withGroups: boolean,
): Statement {
  const text = cached(`shown ${which.kind} ${withGroups}`, () => {
    const groups = dialect.listOfLists([sql`m.group_id`, sql`g.doc ->> 'displayName'`, IS_NESTED]);
    const held = withGroups
      ? sql`, (select ${groups}
          from membership m join object g on g.org = m.org and g.id = m.group_id and g.deleted is null
          where m.org = o.org and m.member_id = o.id)`
      : sql``;
    return sql`
      select o.id, o.version, o.created, o.modified, cast(o.external as text), cast(o.doc as text)${held}
      ${placeOf(which)}`;
  });
  return { sql: text, parameters: [org, kind, ...parametersOf(which)] };
}

/** Where the objects are; the parameters are those of `parametersOf`, behind organization and kind. */
function placeOf({ kind }: ShownWhich): RawBuilder<unknown> {
  switch (kind) {
    case "id":
      return sql`from object o where o.org = ${""} and o.type = ${""} and o.id = ${""} and o.deleted is null`;
    case "claim":
      return sql`from claim c join object o on o.org = c.org and o.id = c.id and o.type = c.type
        where c.org = ${""} and c.type = ${""} and c.path = ${""} and c.value = ${""} and o.deleted is null`;
    case "behind":
      return sql`from object o where o.org = ${""} and o.type = ${""} and o.deleted is null and o.id > ${""}
        order by o.id limit ${1}`;
  }
}

function parametersOf(which: ShownWhich): readonly SqlValue[] {
  switch (which.kind) {
    case "id":
      return [which.id];
    case "claim":
      return [which.path, which.value];
    case "behind":
      if (!Number.isInteger(which.limit) || which.limit < 1 || which.limit > PAGE_LIMIT_MAX) {
        throw new RangeError(`a page has 1 to ${PAGE_LIMIT_MAX} rows, not ${which.limit}`);
      }
      return [which.after ?? "", which.limit];
  }
}

type Groups = NonNullable<ShownObject["groups"]>;
/** Groups by their JSON text: who are in the same groups share one list. */
export type KnownGroups = Map<string, Groups>;

/** The columns of that statement, in their order. */
type ShownValues = readonly [
  id: ObjectId,
  version: number,
  created: number,
  modified: number,
  external: string,
  text: string,
  held?: string | null,
];

/** The object that a row of that statement is, as a list of its values. */
export function toShown(
  org: OrgId,
  type: ResourceKind,
  values: readonly unknown[],
  known: KnownGroups,
): ShownObject {
  const [id, version, created, modified, external, text, held] = values as ShownValues;
  const groups = held === undefined ? undefined : groupsIn(held, known);
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
    groups,
  };
}

const NO_NAMES: JsonObject = {};

type Held = readonly (readonly [id: string, name: string | null, isNested: boolean | number])[];
const NONE: Groups = [];

function groupsIn(held: string | null, known: KnownGroups): Groups {
  if (held === null || held === "[]") return NONE;
  const same = known.get(held);
  if (same !== undefined) return same;
  const groups = (JSON.parse(held) as Held).map(([id, name, isNested]) => {
    return { id: trustId<ObjectId>(id), name, isNested: Boolean(isNested) };
  });
  groups.sort((left, right) => (left.id < right.id ? -1 : 1));
  known.set(held, groups);
  return groups;
}
