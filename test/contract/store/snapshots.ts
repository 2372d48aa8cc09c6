import { expect } from "vitest";
import { type ImportId, type OrgId, trustId } from "../../../src/core/ids.ts";
import type { JsonObject } from "../../../src/core/json.ts";
import type { ImportMemberRow, ImportObjectRow } from "../../../src/ports/import-tables.ts";
import type { ObjectType } from "../../../src/ports/kinds.ts";
import type { Store, Write } from "../../../src/ports/store.ts";
import { id } from "./rows.ts";

interface Item {
  readonly key: string;
  /** Left out: the source says of it what it said before. */
  readonly says?: "something new";
  /** The id it gets if it is new; made of type and key unless given. */
  readonly newId?: string;
}
export interface Person extends Item {
  readonly user?: string;
  readonly manager?: string;
}
/** Members are `u:` or `g:` and the member's key. */
export interface Group extends Item {
  readonly members: readonly string[];
}
export interface Snapshot {
  readonly people?: readonly Person[];
  readonly groups?: readonly Group[];
}

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const NAME: Record<string, ObjectType> = { u: "user", g: "group" };

/** Stages a snapshot as an importer does: lines count from 2 in each file. Documents say which import they are of. */
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
  const object = async (
    type: ObjectType,
    item: Item,
    row: Pick<ImportObjectRow, "line" | "name" | "doc"> & Partial<ImportObjectRow>,
  ) => {
    const { key } = item;
    const before = await store.get("source_object", { org, source: "hr", type, key });
    const hash = item.says === undefined ? before?.hash.split(":")[0] : undefined;
    const name_key = row.name.toLowerCase();
    const unique = type === "user" ? ([["userName", name_key, 1]] as const) : [];
    changes.push({
      op: "insert",
      table: "import_object",
      row: {
        ...{ ...of, type, key, name_key, manager_key: null, manager_name: null },
        new_id: id(item.newId ?? `${type}-${key}`),
        hash: hash ?? name,
        entries: [["displayName", `${key} ${name}`, 0], ...unique],
        active: null,
        search: row.doc,
        ...row,
      },
    });
  };
  for (const [at, person] of (snapshot.people ?? []).entries()) {
    const doc: JsonObject = { from: name };
    const manager = person.manager;
    await object("user", person, {
      line: at + 2,
      name: person.user ?? `${person.key}@Example.com`,
      doc: manager === undefined ? doc : { ...doc, [ENTERPRISE]: { manager: { value: "?" } } },
      ...(manager === undefined ? {} : { manager_key: manager.toLowerCase(), manager_name: manager }),
    });
  }
  let line = 1;
  for (const group of snapshot.groups ?? []) {
    await object("group", group, { line: line + 1, name: group.key, doc: { from: name } });
    for (const member of group.members) {
      line += 1;
      const [kind = "", member_name = ""] = member.split(":");
      const member_kind = NAME[kind] ?? "user";
      const row: ImportMemberRow = {
        ...{ ...of, line, group_key: group.key, member_kind, member_name },
        member_key: member_name.toLowerCase(),
      };
      changes.push({ op: "insert", table: "import_member", row });
    }
    if (group.members.length === 0) line += 1;
  }
  expect(await store.commit(changes)).toEqual({ kind: "committed" });
  return of.import;
}
