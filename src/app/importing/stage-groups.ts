import { type ImportId, type ObjectId, type OrgId, trustId } from "../../core/ids.ts";
import { toCanonicalJson } from "../../core/json.ts";
import { GROUP } from "../../core/scim/definitions/group.ts";
import { searchDocument } from "../../core/scim/index/search-document.ts";
import { foldText } from "../../core/scim/text.ts";
import type { MemberRow, Rows } from "../../ports/source.ts";
import type { WriteTo } from "../../ports/store.ts";
import type { Deps, Refusal } from "../deps.ts";
import type { ImportHold } from "./import-hold.ts";
import { importEntries, refuseNul, stageRows } from "./stage-rows.ts";

/**
 * Stages groups.csv; `rows` comes from a reader of the source's format. Returns the number of rows. The first spelling
 * of a group's name in the file counts.
 */
export function stageGroups(
  deps: Deps,
  input: {
    readonly org: OrgId;
    readonly import: ImportId;
    readonly file: string;
    readonly rows: Rows<MemberRow>;
    readonly digest?: (() => string) | undefined;
  },
): Promise<number | Refusal> {
  const met = new Set<string>();
  return stageRows(deps, {
    ...input,
    part: "groups",
    prepare: (hold, rows) => {
      const groups: WriteTo<"import_object">[] = [];
      const members: WriteTo<"import_member">[] = [];
      for (const row of rows) {
        const refused = refuseNul(input.file, row.line, [row.group, row.member?.name]);
        if (refused !== undefined) return refused;
        const key = foldText(row.group);
        if (!met.has(key)) groups.push(groupWrite(deps, hold, key, row));
        met.add(key);
        if (row.member !== undefined) members.push(memberWrite(hold, key, row.line, row.member));
      }
      return { writes: [...groups, ...members], objects: groups.length };
    },
  });
}

function groupWrite(
  deps: Deps,
  { org, id }: ImportHold,
  key: string,
  { group, line }: MemberRow,
): WriteTo<"import_object"> {
  const doc = { displayName: group };
  return {
    op: "insert",
    table: "import_object",
    row: {
      ...{ org, import: id, type: "group", line, key, name: group, name_key: key },
      ...{ manager_key: null, manager_name: null },
      new_id: trustId<ObjectId>(deps.env.newId()),
      hash: deps.env.hash(toCanonicalJson(doc)),
      doc,
      active: null,
      search: searchDocument(GROUP, doc),
      entries: importEntries(GROUP, doc),
    },
  };
}

function memberWrite(
  { org, id }: ImportHold,
  group_key: string,
  line: number,
  { kind, name }: NonNullable<MemberRow["member"]>,
): WriteTo<"import_member"> {
  const member = { member_kind: kind, member_key: foldText(name), member_name: name };
  return { op: "insert", table: "import_member", row: { org, import: id, line, group_key, ...member } };
}
