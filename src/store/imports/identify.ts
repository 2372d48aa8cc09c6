import { type RawBuilder, sql } from "kysely";
import type { ImportId, OrgId } from "../../core/ids.ts";
import { ENTERPRISE_USER_URN } from "../../core/scim/schema-urns.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import type { Dialect, Transaction } from "../dialect.ts";
import { analyze, isStaged, selectAbsent, sourceOf } from "./staged.ts";

const MANAGER = [ENTERPRISE_USER_URN, "manager", "value"];

/** The action for an object; `keep` is one that the source repeats without a change. */
export type Action = "create" | "update" | "restore" | "keep" | "leave";

/**
 * Fills `import_action`: finds out which object each staged one is, and its action; then, of the types
 * given, the leavers. Answers how many there are of each action.
 *
 * A key whose object is gone for good is a new object: no id is ever used for two.
 */
export async function identify(
  tx: Transaction,
  org: OrgId,
  id: ImportId,
  withLeavers: readonly ObjectType[],
): Promise<(...actions: readonly Action[]) => number> {
  await tx.run(sql`
    insert into import_action (org, "import", type, line, object, manager, action)
    select p.org, p."import", p.type, p.line, coalesce(o.id, p.new_id), null,
      case when o.id is null then 'create' when o.deleted is not null then 'restore' else 'keep' end
    from import_object p
    left join source_object s
      on s.org = p.org and s.source = ${sourceOf(org, id)} and s.type = p.type and s.key = p.key
    left join object o on o.org = s.org and o.id = s.object
    where ${isStaged(org, id, "p")} order by p.type, p.line`);
  await analyze(tx, ["import_action"]);
  await findManagers(tx, org, id);
  await tx.run(sql`
    update import_action set action = 'update' from import_object p, source_object s
    where ${isStaged(org, id, "import_action")} and import_action.action = 'keep'
      and ${isStaged(org, id, "p")} and p.type = import_action.type and p.line = import_action.line
      and s.org = ${org} and s.source = ${sourceOf(org, id)} and s.type = p.type and s.key = p.key
      and s.hash <> ${selectSaidHash("import_action")}`);
  for (const type of withLeavers) {
    await tx.run(sql`
      insert into import_action (org, "import", type, line, object, manager, action)
      select cast(${org} as text), cast(${id} as text), cast(${type} as text), -row_number() over (order by l.object),
        l.object, null, 'leave'
      from (${selectAbsent(org, id, type)}) l`);
  }
  return countActions(tx, org, id);
}

async function findManagers(tx: Transaction, org: OrgId, id: ImportId): Promise<void> {
  await tx.run(sql`
    update import_action set manager = ${selectObjectNamed(org, id, sql`'user'`, sql`p.manager_key`)}
    from import_object p
    where ${isStaged(org, id, "import_action")} and ${isStaged(org, id, "p")} and p.type = import_action.type
      and p.line = import_action.line and p.manager_key is not null`);
}

/** The staged object that a row of a file calls so: by a key of the snapshot, or else by a user name in it. */
export function selectObjectNamed(
  org: OrgId,
  id: ImportId,
  type: RawBuilder<unknown>,
  text: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`(
    select named.object from import_name n
    join import_action named
      on named.org = n.org and named."import" = n."import" and named.type = n.type and named.line = n.line
    where ${isStaged(org, id, "n")} and n.type = ${type} and n.text = ${text} order by n.rank limit 1
  )`;
}

async function countActions(tx: Transaction, org: OrgId, id: ImportId) {
  const rows = await tx.rows(sql<{ readonly action: string; readonly n: number }>`
    select action, count(*) as n from import_action where ${isStaged(org, id)} group by action`);
  const counts = new Map(rows.map(({ action, n }) => [action, n]));
  return (...actions: readonly Action[]) =>
    actions.reduce((sum, action) => sum + (counts.get(action) ?? 0), 0);
}

/** `source_object.hash` of a staged object `p` and its row of `import_action`: another manager is a change. */
export function selectSaidHash(action: string) {
  return sql`(p.hash || coalesce(':' || ${sql.ref(`${action}.manager`)}, ''))`;
}

/**
 * The document of a staged object `p`, or its search form, with the manager from its row `a` of `import_action`:
 * an id is compared as it is written.
 */
export function joinDocument(dialect: Dialect, column: "doc" | "search") {
  const staged = sql.ref(`p.${column}`);
  return sql`case when a.manager is null then ${staged}
    else ${dialect.withText(staged, MANAGER, sql`a.manager`)} end`;
}
