import { expect } from "vitest";
import { type ImportId, type OrgId, trustId } from "../../src/core/ids.ts";
import type { Store, Write } from "../../src/ports/store.ts";
import type { ImportMemberRow, ImportObjectRow, ObjectType } from "../../src/ports/tables.ts";
import { id } from "./store-rows.ts";

export interface Person {
  readonly key: string;
  readonly user?: string;
  readonly manager?: string;
  /** Left out: nothing of this person changed. */
  readonly action?: ImportObjectRow["action"];
  readonly object?: string;
}
/** Members are `u:` or `g:` and the member's key. */
export interface Group {
  readonly key: string;
  readonly members: readonly string[];
  readonly action?: ImportObjectRow["action"];
}
export interface Snapshot {
  readonly people?: readonly Person[];
  readonly groups?: readonly Group[];
}

const objectOf = (type: ObjectType, key: string) => `${type}-${key}`;
const NAME: Record<string, ObjectType> = { u: "user", g: "group" };

/** Stages a snapshot as an importer does: lines count from 2 in each file. */
export async function stage(store: Store, org: OrgId, name: string, snapshot: Snapshot): Promise<ImportId> {
  const of = { org, import: trustId<ImportId>(name) };
  const changes: Write[] = [
    {
      op: "insert",
      table: "import",
      row: {
        ...{ org, id: of.import, source: "hr", state: "staged", created: 1, ended: null },
        ...{ progress: {}, result: null },
      },
    },
  ];
  for (const [at, person] of (snapshot.people ?? []).entries()) {
    const user_name = person.user ?? `${person.key}@Example.com`;
    const object = id(person.object ?? objectOf("user", person.key));
    const row = {
      ...of,
      key: person.key,
      line: at + 2,
      user_name,
      user_key: user_name.toLowerCase(),
      object,
    };
    const manager = person.manager ?? null;
    changes.push({ op: "insert", table: "import_person", row: { ...row, manager, doc: { name } } });
    if (person.action) changes.push(...prepare(of, "user", person.key, object, person.action, row.user_key));
  }
  let line = 1;
  for (const { key, members, action } of snapshot.groups ?? []) {
    const group = { ...of, group_key: key, group_name: key, group_object: id(objectOf("group", key)) };
    for (const member of members.length === 0 ? [""] : members) {
      line += 1;
      const [kind = "", member_key = ""] = member.split(":");
      const row: ImportMemberRow = {
        ...group,
        member_kind: NAME[kind] ?? null,
        member_key,
        line,
        member_object: null,
      };
      changes.push({ op: "insert", table: "import_member", row });
    }
    if (action) changes.push(...prepare(of, "group", key, group.group_object, action, undefined));
  }
  expect(await store.commit(changes)).toEqual({ kind: "committed" });
  return of.import;
}

function prepare(
  of: { readonly org: OrgId; readonly import: ImportId },
  type: ObjectType,
  key: string,
  object: ImportObjectRow["object"],
  action: ImportObjectRow["action"],
  userKey: string | undefined,
): Write[] {
  const doc = { from: of.import };
  const entry = { ...of, object, type };
  const name: Write = {
    op: "insert",
    table: "import_key",
    row: { ...entry, path: "displayName", value: `${key} ${of.import}`, is_claim: 0 },
  };
  const row: ImportObjectRow = { ...entry, key, action, version: 1, hash: of.import, doc };
  const changes: Write[] = [{ op: "insert", table: "import_object", row }, name];
  if (userKey === undefined) return changes;
  const claim = { ...entry, path: "userName", value: userKey, is_claim: 1 } as const;
  return [...changes, { op: "insert", table: "import_key", row: claim }];
}
