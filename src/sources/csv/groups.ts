import { isOnOneLine } from "../../core/invisible.ts";
import type { MemberRow, Rows } from "../../ports/source.ts";
import type { Columns, Layout } from "./header.ts";
import { type Parsed, quoteValue, readTable, type TableRow } from "./table.ts";

const COLUMN_NAMES = ["groupName", "memberType", "member"] as const;
type Column = (typeof COLUMN_NAMES)[number];

const LAYOUT: Layout<Column> = { aliasesOf: () => [], isIgnored: () => false, leavesOutOthers: false };

/**
 * Reads memberships, one a row: `groupName, memberType (user or group), member`. A row with only a name
 * declares a group, which distinguishes an empty group from one that is gone. All three columns are required:
 * without one of them, every group would look empty. `mapped` has names of the file by column, `dropped` those of columns to leave out.
 */
export function readGroups(
  input: AsyncIterable<Uint8Array>,
  file: string,
  mapped: ReadonlyMap<string, string> = new Map(),
  dropped: readonly string[] = [],
): Rows<MemberRow> {
  const columns: Columns<Column> = {
    known: COLUMN_NAMES,
    findMissing: (given) => COLUMN_NAMES.find((column) => !given.has(column)),
    layoutOf: () => LAYOUT,
    mapped,
    dropped,
  };
  return readTable(input, file, columns, parseMember);
}

function parseMember({ line, values }: TableRow<Column>): Parsed<MemberRow, Column> {
  const { groupName: group, memberType, member: name } = values;
  if (group === undefined) return missing("groupName");
  // The name is the key of the group, and a sign that looks like a space would make another group of one that looks the same.
  if (!isOnOneLine(group)) {
    return {
      kind: "refused",
      code: "import.bad-text",
      column: "groupName",
      params: { value: quoteValue(group) },
    };
  }
  if (memberType === undefined) {
    return name === undefined
      ? { kind: "row", row: { line, group, member: undefined } }
      : missing("memberType");
  }
  const kind = memberType.toLowerCase();
  if (kind !== "user" && kind !== "group") {
    const params = { value: quoteValue(memberType), allowed: "user, group" };
    return { kind: "refused", code: "import.bad-value", column: "memberType", params };
  }
  if (name === undefined) return missing("member");
  return { kind: "row", row: { line, group, member: { kind, name } } };
}

function missing(column: Column): Parsed<MemberRow, Column> {
  return { kind: "refused", code: "import.missing-value", column, params: {} };
}
