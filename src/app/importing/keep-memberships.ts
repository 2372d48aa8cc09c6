import type { ObjectId } from "../../core/ids.ts";
import type { Write } from "../../ports/store.ts";
import type { MembershipRow, SourceObjectRow } from "../../ports/tables.ts";
import { type Deps, isRefusal, type Refusal } from "../deps.ts";
import type { ImportHold } from "./import-hold.ts";

const PEOPLE_AT_ONCE = 500;
/** Memberships read at once; those of more people than have so many are read person by person. */
const MEMBERSHIPS_MAX = 10_000;

/**
 * Stages the memberships of leavers who are held back, in the groups that the snapshot speaks of: who stays in
 * the directory because a file looks cut short must not lose their groups to the same cut.
 */
export async function keepMemberships(deps: Deps, hold: ImportHold): Promise<Refusal | undefined> {
  const { org, source } = hold;
  const groups = new Map<ObjectId, SourceObjectRow | undefined>();
  let after: string | undefined;
  for (;;) {
    const people = await deps.store.page("source_object", {
      where: { org, source, type: "user" },
      limit: PEOPLE_AT_ONCE,
      ...(after === undefined ? {} : { after }),
    });
    const absent = await absentFrom(deps, hold, people);
    const memberships = await membershipsOf(deps, hold, absent);
    const writes: Write[] = [];
    for (const membership of memberships) {
      const group = await stagedGroup(deps, hold, groups, membership.group_id);
      if (group !== undefined) writes.push(keptMember(hold, group, membership));
    }
    const committed = writes.length === 0 ? undefined : await hold.commit(writes);
    if (isRefusal(committed)) return committed;
    after = people.at(-1)?.key;
    if (people.length < PEOPLE_AT_ONCE) return undefined;
  }
}

async function absentFrom(
  deps: Deps,
  { org, id }: ImportHold,
  people: readonly SourceObjectRow[],
): Promise<readonly ObjectId[]> {
  if (people.length === 0) return [];
  const staged = await deps.store.page("import_person", {
    where: { org, import: id },
    among: { column: "key", values: people.map(({ key }) => key) },
    limit: people.length,
  });
  const present = new Set(staged.map(({ key }) => key));
  return people.filter(({ key }) => !present.has(key)).map(({ object }) => object);
}

async function membershipsOf(
  deps: Deps,
  { org }: ImportHold,
  people: readonly ObjectId[],
): Promise<readonly MembershipRow[]> {
  if (people.length === 0) return [];
  const rows = await deps.store.page("membership", {
    where: { org },
    among: { column: "member_id", values: people },
    limit: MEMBERSHIPS_MAX,
  });
  if (rows.length < MEMBERSHIPS_MAX) return rows;
  const each: MembershipRow[] = [];
  for (const member_id of people) {
    each.push(
      ...(await deps.store.page("membership", { where: { org, member_id }, limit: MEMBERSHIPS_MAX })),
    );
  }
  return each;
}

/** The source's group, when this snapshot has it; looked up once. */
async function stagedGroup(
  deps: Deps,
  { org, id, source }: ImportHold,
  known: Map<ObjectId, SourceObjectRow | undefined>,
  object: ObjectId,
): Promise<SourceObjectRow | undefined> {
  if (known.has(object)) return known.get(object);
  const [group] = await deps.store.page("source_object", {
    where: { org, source, type: "group", object },
    limit: 1,
  });
  const [declared] =
    group === undefined
      ? []
      : await deps.store.page("import_member", {
          where: { org, import: id, group_key: group.key, member_kind: null },
          limit: 1,
        });
  const staged = declared === undefined ? undefined : group;
  known.set(object, staged);
  return staged;
}

function keptMember(
  { org, id }: ImportHold,
  group: SourceObjectRow,
  { member_id, member_type }: MembershipRow,
): Write {
  return {
    op: "ensure",
    table: "import_member",
    row: {
      org,
      import: id,
      group_key: group.key,
      member_kind: member_type,
      member_key: member_id,
      line: 0,
      group_name: group.key,
      group_object: group.object,
      member_object: member_id,
    },
  };
}
