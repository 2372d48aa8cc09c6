import { type ObjectId, parseUuid } from "../../../core/ids.ts";
import type { JsonObject } from "../../../core/json.ts";
import type { BoundFilter } from "../../../core/scim/filter/bind.ts";
import { matches } from "../../../core/scim/filter/evaluate.ts";
import { Turn } from "../../background/turn.ts";
import { readRowsAmong } from "../../paging.ts";
import type { DirectoryType } from "../../resource-types/directory-type.ts";
import type { Caller, Directory, TooMany } from "../directory.ts";
import { filterSubjectOf, type ReadObject } from "../view.ts";
import { findNeededElements, isNeeded } from "./filter-prefetch.ts";
import type { Match } from "./list-query.ts";
import { type RelationshipsById, readRelationships, renderMember } from "./read-relationships.ts";

/** The rows that match the filter, which sees the relationships that it names. */
export async function filterRows(
  directory: Directory,
  caller: Caller,
  { type, filter }: { readonly type: DirectoryType; readonly filter: BoundFilter },
  rows: readonly ReadObject[],
): Promise<readonly Match[] | TooMany> {
  const relationships = await readNeeded(directory, caller, filter, rows);
  if ("kind" in relationships) return relationships;
  const found: Match[] = [];
  const turn = new Turn(directory.deps.env);
  for (const row of rows) {
    if (matches(filter, filterSubjectOf(row, type, caller, relationships.get(row.id)))) {
      found.push({ id: row.id, key: null, row });
    }
    if (turn.isOver) await turn.pass();
  }
  return found;
}

/** Reads the relationships that the filter looks at. */
async function readNeeded(
  directory: Directory,
  caller: Caller,
  filter: BoundFilter,
  rows: readonly ReadObject[],
): Promise<RelationshipsById | TooMany> {
  const members = findNeededElements(filter, "members");
  const groups = findNeededElements(filter, "groups");
  if (members === "all" || isNeeded(groups)) {
    const shown = { members: isNeeded(members), groups: isNeeded(groups) };
    return readRelationships(directory, caller, rows, shown);
  }
  return members.size === 0 ? new Map() : readNamedMembers(directory, caller, rows, members);
}

async function readNamedMembers(
  { deps }: Directory,
  caller: Caller,
  rows: readonly ReadObject[],
  values: ReadonlySet<string>,
): Promise<RelationshipsById> {
  const { org } = caller.actor;
  const found = new Map<ObjectId, { members: JsonObject[] }>(rows.map(({ id }) => [id, { members: [] }]));
  const ids = rows.map(({ id }) => id);
  for (const value of values) {
    const member = parseUuid<ObjectId>(value);
    if (member === undefined) continue;
    const where = { org, member_id: member };
    for (const row of await readRowsAmong(deps.store, "membership", where, {
      column: "group_id",
      values: ids,
    })) {
      found.get(row.group_id)?.members.push(renderMember(row, caller));
    }
  }
  return found;
}
