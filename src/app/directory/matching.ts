import { type ObjectId, parseUuid } from "../../core/ids.ts";
import type { JsonObject } from "../../core/json.ts";
import type { BoundFilter } from "../../core/scim/filter/bind.ts";
import { matches } from "../../core/scim/filter/evaluate.ts";
import { lookupKeys } from "../../core/scim/lookup.ts";
import type { ObjectRow } from "../../ports/tables.ts";
import { chunksOf, eachPage, rowsAmong } from "../provisioning/pages.ts";
import { candidateIds } from "./candidates.ts";
import { type Caller, type Directory, SCANNED_MAX, type TooMany } from "./directory.ts";
import type { DirectoryType } from "./directory-type.ts";
import { type Needed, neededElements } from "./filter-needs.ts";
import { type KeyedOf, memberElement, readKeyed } from "./keyed.ts";
import { subjectOf } from "./view.ts";

const SCAN_PAGE = 1_000;
const CANDIDATES_AT_ONCE = 400;

/**
 * The objects that a filter matches, in order of their ids, page by page. Goes by the index where the filter
 * allows it, and otherwise through all objects, up to a limit, letting others work in between.
 */
export async function* matching(
  directory: Directory,
  caller: Caller,
  type: DirectoryType,
  filter: BoundFilter,
): AsyncGenerator<readonly ObjectRow[] | TooMany> {
  let looked = 0;
  for await (const rows of possible(directory, caller, type, filter)) {
    if ("kind" in rows) {
      yield rows;
      return;
    }
    looked += rows.length;
    if (looked > SCANNED_MAX) {
      yield { kind: "too-many", what: "objects", limit: SCANNED_MAX };
      return;
    }
    const keyed = await keyedFor(directory, caller, rows, filter);
    if ("kind" in keyed) {
      yield keyed;
      return;
    }
    yield rows.filter((row) => matches(filter, subjectOf(row, type, caller, keyed.get(row.id))));
  }
}

async function* possible(
  { deps }: Directory,
  caller: Caller,
  type: DirectoryType,
  filter: BoundFilter,
): AsyncGenerator<readonly ObjectRow[] | TooMany> {
  const { store, env } = deps;
  const where = { org: caller.actor.org, type: type.kind, deleted: null };
  const lookups = lookupKeys(filter);
  if (lookups === undefined) {
    for await (const rows of eachPage(store, "object", where, SCAN_PAGE)) {
      yield rows;
      await env.sleep(0);
    }
    return;
  }
  const ids = await candidateIds(store, caller, type, lookups);
  if ("kind" in ids) {
    yield ids;
    return;
  }
  for (const chunk of chunksOf(ids, CANDIDATES_AT_ONCE)) {
    yield await rowsAmong(store, "object", where, "id", chunk);
    if (ids.length > CANDIDATES_AT_ONCE) await env.sleep(0);
  }
}

/** What the filter has to know beside the documents. */
async function keyedFor(
  directory: Directory,
  caller: Caller,
  rows: readonly ObjectRow[],
  filter: BoundFilter,
): Promise<KeyedOf | TooMany> {
  const members = neededElements(filter, "members");
  const groups = neededElements(filter, "groups");
  if (members === "all" || isAny(groups)) {
    return readKeyed(directory, caller, rows, { members: isAny(members), groups: isAny(groups) });
  }
  return members.size === 0 ? new Map() : readNamedMembers(directory, caller, rows, members);
}

function isAny(needed: Needed): boolean {
  return needed === "all" || needed.size > 0;
}

async function readNamedMembers(
  { deps }: Directory,
  caller: Caller,
  rows: readonly ObjectRow[],
  values: ReadonlySet<string>,
): Promise<KeyedOf> {
  const { org } = caller.actor;
  const found = new Map<ObjectId, { members: JsonObject[] }>(rows.map(({ id }) => [id, { members: [] }]));
  const ids = rows.map(({ id }) => id);
  for (const value of values) {
    const member = parseUuid<ObjectId>(value);
    if (member === undefined) continue;
    const where = { org, member_id: member };
    for (const row of await rowsAmong(deps.store, "membership", where, "group_id", ids)) {
      found.get(row.group_id)?.members.push(memberElement(row, caller));
    }
  }
  return found;
}
