import type { MemberRow, Rows } from "../../ports/source.ts";
import { type Parsed, quoteValue, readTable, type TableRow } from "./table.ts";

const COLUMN_NAMES = ["groupName", "memberType", "member"] as const;
type Column = (typeof COLUMN_NAMES)[number];

const COLUMNS = { known: COLUMN_NAMES, required: COLUMN_NAMES };

/**
 * Reads memberships, one a row: `groupName, memberType (user or group), member`. A row with only a name
 * declares a group, which distinguishes an empty group from one that is gone. All three columns are required:
 * without one of them, every group would look empty.
 */
export function readGroups(input: AsyncIterable<Uint8Array>, file: string): Rows<MemberRow> {
  return readTable(input, file, COLUMNS, parseMember);
}

function parseMember({ line, values }: TableRow<Column>): Parsed<MemberRow, Column> {
  const { groupName: group, memberType, member: name } = values;
  if (group === undefined) return missing("groupName");
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
