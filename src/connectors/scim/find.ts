import type { JsonObject } from "../../core/json.ts";
import { type MatchKey, type MatchPart, partsOf } from "../../core/mapping/match-key.ts";
import { memberOf, parsePath, readPath } from "../../core/mapping/path.ts";
import type { Fault, Outcome } from "../../core/provisioning/fault.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import type { Account } from "../../ports/target.ts";
import { holdsValue, toFilter } from "./convert.ts";
import { createFault } from "./faults.ts";
import { type AccountPage, list, readPage, withoutMembers } from "./reads.ts";
import type { ScimConnection } from "./state.ts";

type Connection = Pick<ScimConnection, "api" | "abilities" | "joinedFilters">;

/** A search with its filter. */
interface Query {
  readonly type: ObjectType;
  readonly filter: string;
  readonly parts: readonly MatchPart[];
}

/** See the port. Every account that the target returns is compared here too. */
export async function find(
  connection: Connection,
  type: ObjectType,
  search: MatchKey,
  signal: AbortSignal,
): Promise<Outcome<readonly Account[]>> {
  const parts = partsOf(search);
  const written = toFilter(parts);
  if ("wrong" in written) {
    const fault = createFault("invalid", "target.path-unknown", { path: written.wrong });
    return failed({ ...fault, refusedBy: "muster" });
  }
  const query = { type, parts, filter: written.filter };
  if (parts.length === 1) return findBySingle(connection, query, signal);
  return connection.joinedFilters === "absent"
    ? findNarrowing(connection, query, signal)
    : findTogether(connection, query, signal);
}

async function findBySingle(
  { api, abilities }: Connection,
  query: Query,
  signal: AbortSignal,
): Promise<Outcome<readonly Account[]>> {
  const page = await ask(api, query, signal);
  if (!page.ok) return page;
  const { accounts, total, nextCursor, exchange } = page.value;
  const hits = accounts.filter((account) => holdsAll(account, query.parts));
  const isWhole = nextCursor === undefined && (total === undefined || total <= accounts.length);
  // With a foreign account on a page that is not the last, the one sought may be on the next. A foreign account alone
  // proves no miss either, unless the target is known to answer searches with everything that it has.
  const isProven = isWhole && (hits.length > 0 || abilities.filter === "absent");
  return hits.length < accounts.length && !isProven
    ? failed(createIgnored(query, exchange))
    : { ok: true, value: hits };
}

/**
 * Asks by all attributes in one filter. A target that refuses such a filter, or applies only a part of it, is asked by
 * the first attribute alone, now and in every later search of this connection.
 */
async function findTogether(
  connection: Connection,
  query: Query,
  signal: AbortSignal,
): Promise<Outcome<readonly Account[]>> {
  const page = await ask(connection.api, query, signal);
  if (!page.ok) {
    if (!isFilterRefused(page.fault)) return page;
    const narrowed = await findNarrowing(connection, query, signal);
    if (narrowed.ok) connection.joinedFilters = "absent";
    return narrowed;
  }
  const { accounts, exchange } = page.value;
  const foreign = accounts.filter((account) => !holdsAll(account, query.parts));
  if (foreign.length === 0) return { ok: true, value: accounts };
  const narrowed = await findNarrowing(connection, query, signal);
  if (!narrowed.ok) return narrowed;
  // An account that was found by an attribute and does not show it may be the one sought, so that no miss is proven.
  const isHidden = foreign.some((account) => query.parts.some(({ path }) => isBlankAt(account, path)));
  if (isHidden && narrowed.value.length === 0) return failed(createIgnored(query, exchange));
  connection.joinedFilters = "absent";
  return narrowed;
}

/** Reads every account that the first attribute finds, and compares the other attributes here. */
async function findNarrowing(
  { api, abilities }: Connection,
  { type, parts }: Query,
  signal: AbortSignal,
): Promise<Outcome<readonly Account[]>> {
  const first = parts.slice(0, 1);
  const written = toFilter(first);
  if ("wrong" in written) return { ok: true, value: [] };
  const query = { type, parts: first, filter: written.filter };
  const found: Account[] = [];
  let isForeign = false;
  for await (const page of list(api, { ...query, pageSize: abilities.pageSizeMax }, signal)) {
    if (!page.ok) return page;
    if (isKeyHidden(page.value, first)) return failed(createIgnored(query));
    for (const account of page.value) {
      if (!holdsAll(account, first)) isForeign = true;
      else if (holdsAll(account, parts)) found.push(account);
    }
  }
  const isProven = found.length > 0 || !isForeign || abilities.filter === "absent";
  return isProven ? { ok: true, value: found } : failed(createIgnored(query));
}

/** Asks once. An answer whose parts exclude each other is a fault. */
async function ask(
  api: Connection["api"],
  { type, filter, parts }: Query,
  signal: AbortSignal,
): Promise<Outcome<AccountPage>> {
  const query = [`filter=${encodeURIComponent(filter)}`, ...withoutMembers(type)];
  const page = await readPage(api, type, query, { verb: "find", signal });
  if (!page.ok || !contradictsItself(page.value, parts)) return page;
  const { accounts, total, exchange } = page.value;
  const counts = { received: accounts.length, total: total ?? accounts.length };
  return failed(createFault("invalid", "target.inconsistent", counts, exchange));
}

/** Attributes that every account has (RFC 7643 §4.1.1, §4.2), so that one without them is not shown in full. */
const ALWAYS_SHOWN: ReadonlySet<string> = new Set(["userName", "displayName"]);

/**
 * True when the parts of an answer to a search exclude each other, so that neither a match nor a miss follows from
 * it: other numbers than resources, an id twice, one match of several that the total announces, or an account
 * without the attribute that it was found by.
 */
function contradictsItself(
  { accounts, total, nextCursor }: AccountPage,
  parts: readonly MatchPart[],
): boolean {
  if (new Set(accounts.map(({ id }) => id)).size < accounts.length) return true;
  if (isKeyHidden(accounts, parts)) return true;
  if (total === undefined || nextCursor !== undefined) return false;
  const hits = accounts.filter((account) => holdsAll(account, parts)).length;
  return total < accounts.length || (total > accounts.length && hits === accounts.length && hits < 2);
}

function isKeyHidden(accounts: readonly Account[], parts: readonly MatchPart[]): boolean {
  const keys = parts.map(({ path }) => path).filter((path) => ALWAYS_SHOWN.has(path));
  return accounts.some(({ attributes }) => keys.some((key) => isMissing(attributes, key)));
}

function isMissing(attributes: JsonObject, key: string): boolean {
  const value = memberOf(attributes, key);
  return value === undefined || value === null;
}

function isBlankAt({ attributes }: Account, text: string): boolean {
  const path = parsePath(text);
  const value = path === undefined ? undefined : readPath(attributes, path);
  return value === undefined || value === null;
}

function holdsAll(account: Account, parts: readonly MatchPart[]): boolean {
  return parts.every(({ path, value }) => holdsValue(account, path, value));
}

/** True when the target understood the search and does not answer a filter of this form. */
function isFilterRefused({ kind, status }: Fault): boolean {
  return kind === "invalid" && status !== undefined && status >= 400;
}

function createIgnored({ parts }: Query, exchange?: string): Fault {
  const path = parts.map((part) => part.path).join(", ");
  return createFault("invalid", "target.filter-ignored", { path }, exchange);
}

function failed(fault: Fault): { readonly ok: false; readonly fault: Fault } {
  return { ok: false, fault };
}
