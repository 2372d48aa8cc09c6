import { randomUUID } from "node:crypto";
import type { Json } from "../../core/json.ts";
import { memberOf } from "../../core/mapping/path.ts";
import type { Abilities } from "../../core/provisioning/abilities.ts";
import type { Fault, Outcome } from "../../core/provisioning/fault.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import type { Account, AccountRef } from "../../ports/target.ts";
import type { Api, ApiAnswer } from "./api.ts";
import type { ScimConfig } from "./config.ts";
import { isOfOtherType, RESOURCES, toAccount } from "./convert.ts";
import { discover, numberOf } from "./discovery.ts";
import { createFault, createNotScim } from "./faults.ts";

function failed(fault: Fault): { readonly ok: false; readonly fault: Fault } {
  return { ok: false, fault };
}

/** The path of a resource. */
export function resourcePathOf({ type, id }: AccountRef): string {
  return `${RESOURCES[type].endpoint}/${encodeURIComponent(id)}`;
}

/** Members of a group may be many; they are read only when asked for. */
export function withoutMembers(type: ObjectType): readonly string[] {
  return type === "group" ? ["excludedAttributes=members"] : [];
}

/** A page of a ListResponse (RFC 7644 §3.4.2), read with tolerance. */
export interface AccountPage {
  readonly accounts: readonly Account[];
  readonly total: number | undefined;
  readonly nextCursor: string | undefined;
  readonly exchange: string;
}

/** Reads one page of a search or a listing. */
export async function readPage(
  api: Api,
  type: ObjectType,
  query: readonly string[],
  { verb, signal }: { readonly verb: "list" | "find"; readonly signal: AbortSignal },
): Promise<Outcome<AccountPage>> {
  const path = `${RESOURCES[type].endpoint}?${query.join("&")}`;
  const answer = await api({ method: "GET", path, purpose: { verb }, signal });
  if (!answer.ok) return type === "group" ? explainMissingGroups(api, answer, signal) : answer;
  const { body, exchange, status, headers } = answer.value;
  const listed = body === undefined ? undefined : memberOf(body, "Resources");
  const total = numberOf(body === undefined ? undefined : memberOf(body, "totalResults"));
  // An empty list may lack its `Resources`; without either it is not a list.
  if (body === undefined || (!Array.isArray(listed) && total === undefined)) {
    return failed({ ...createNotScim("invalid", { headers, exchange }), status });
  }
  const resources: readonly Json[] = Array.isArray(listed) ? listed : [];
  if (resources.some((resource) => isOfOtherType(type, resource))) {
    return failed(createFault("invalid", "target.other-type", { path: RESOURCES[type].endpoint }, exchange));
  }
  const accounts = resources.flatMap((resource) => toAccount(type, resource) ?? []);
  if (accounts.length < resources.length) return failed(createFault("invalid", "target.no-id", {}, exchange));
  const cursor = memberOf(body, "nextCursor");
  const nextCursor = typeof cursor === "string" && cursor !== "" ? cursor : undefined;
  // RFC 7644 §3.4.2 requires the total. Some servers leave it out beside resources, which then speak for themselves.
  const isUnproven = verb === "find" && total === undefined && nextCursor === undefined;
  if (isUnproven && accounts.length === 0)
    return failed(createFault("invalid", "target.no-total", {}, exchange));
  return { ok: true, value: { accounts, total, nextCursor, exchange } };
}

/**
 * The account that an answer to a request for it shows. The account of another id says nothing about the one that was
 * requested; targets that ignore the case of ids may write it in another case.
 */
export function readOwn(
  { type, id }: Pick<AccountRef, "type" | "id">,
  { body, headers, exchange }: Pick<ApiAnswer, "body" | "headers" | "exchange">,
): Outcome<Account> {
  const shown = toAccount(type, body);
  if (shown === undefined) return failed(createNotScim("invalid", { headers, exchange }));
  if (shown.id.toLowerCase() === id.toLowerCase()) return { ok: true, value: shown };
  return failed(createFault("invalid", "target.other-account", { account: id, other: shown.id }, exchange));
}

/** See the port. */
export async function read(api: Api, account: AccountRef, signal: AbortSignal): Promise<Outcome<Account>> {
  const query = withoutMembers(account.type)
    .map((text) => `?${text}`)
    .join("");
  const answer = await api({
    method: "GET",
    path: resourcePathOf(account) + query,
    purpose: { verb: "read" },
    signal,
  });
  return answer.ok ? readOwn(account, answer.value) : answer;
}

/**
 * The fault of a write, after a read has confirmed a 404 or 410: some targets answer so to every write. Gone is
 * only what a read says is gone.
 */
export async function checkGone(
  api: Api,
  account: AccountRef,
  fault: Fault,
  signal: AbortSignal,
): Promise<{ readonly ok: false; readonly fault: Fault }> {
  if (fault.kind !== "not-found") return failed(fault);
  const shown = await read(api, account, signal);
  if (!shown.ok) return failed(shown.fault.kind === "not-found" ? fault : shown.fault);
  return failed({ ...fault, kind: "conflict", code: "target.contradiction" });
}

/** The accounts to list, all of a type or those that a filter selects. */
interface Listing {
  readonly type: ObjectType;
  readonly pageSize: number;
  readonly filter?: string;
}

/**
 * See the port. Pages advance by what came, not by what was asked for, as many targets cap pages; a cursor is
 * followed when one comes unasked (RFC 9865 §2.3). The listing is whole when the announced total is reached,
 * or without one, when a page after the first is empty.
 */
export async function* list(
  api: Api,
  { type, pageSize, filter }: Listing,
  signal: AbortSignal,
): AsyncGenerator<Outcome<readonly Account[]>> {
  const seen = new Set<string>();
  let received = 0;
  let cursor: string | undefined;
  for (;;) {
    const position =
      cursor === undefined ? `startIndex=${received + 1}` : `cursor=${encodeURIComponent(cursor)}`;
    const selected = filter === undefined ? [] : [`filter=${encodeURIComponent(filter)}`];
    const query = [...selected, position, `count=${pageSize}`, ...withoutMembers(type)];
    const verb = filter === undefined ? "list" : "find";
    const page = await readPage(api, type, query, { verb, signal });
    if (!page.ok) {
      yield page;
      return;
    }
    const fresh = page.value.accounts.filter(({ id }) => !seen.has(id));
    for (const { id } of fresh) seen.add(id);
    received += page.value.accounts.length;
    const next = stepAfter(page.value, {
      received,
      distinct: seen.size,
      cursor,
      isRepeated: fresh.length === 0,
    });
    if (next.kind === "cut") {
      yield failed(next.fault);
      return;
    }
    if (fresh.length > 0) yield { ok: true, value: fresh };
    if (next.kind === "whole") return;
    cursor = next.cursor;
  }
}

type Step =
  | { readonly kind: "whole" }
  | { readonly kind: "more"; readonly cursor: string | undefined }
  | { readonly kind: "cut"; readonly fault: Fault };

function stepAfter(
  page: AccountPage,
  state: {
    readonly received: number;
    /** Accounts with different ids. */
    readonly distinct: number;
    readonly cursor: string | undefined;
    readonly isRepeated: boolean;
  },
): Step {
  const { accounts, total, nextCursor, exchange } = page;
  const { received, distinct, cursor, isRepeated } = state;
  const isEmpty = accounts.length === 0;
  if (nextCursor !== undefined && nextCursor !== cursor && (isEmpty || !isRepeated)) {
    return { kind: "more", cursor: nextCursor };
  }
  if (nextCursor !== undefined || (isRepeated && !isEmpty)) {
    return {
      kind: "cut",
      fault: createFault("unavailable", "target.listing-repeats", { received }, exchange),
    };
  }
  if (total !== undefined && received > total) {
    return {
      kind: "cut",
      fault: createFault("invalid", "target.inconsistent", { received, total }, exchange),
    };
  }
  if (total !== undefined && received === total && distinct < total) {
    return {
      kind: "cut",
      fault: createFault("unavailable", "target.listing-repeats", { received }, exchange),
    };
  }
  if (total !== undefined && received === total) return { kind: "whole" };
  const isEnd = isEmpty || cursor !== undefined;
  if (!isEnd) return { kind: "more", cursor: undefined };
  if (total === undefined) {
    const isProven = received > 0 || cursor !== undefined;
    return isProven
      ? { kind: "whole" }
      : { kind: "cut", fault: createFault("invalid", "target.no-total", {}, exchange) };
  }
  return {
    kind: "cut",
    fault: createFault("unavailable", "target.listing-short", { received, total }, exchange),
  };
}

/** See the port: searches for an account that cannot exist, as Entra ID's "Test Connection" does. */
export async function test(api: Api, config: ScimConfig, signal: AbortSignal): Promise<Outcome<Abilities>> {
  const found = await discover(api, config, signal);
  if (!found.ok) return found;
  const filter = `filter=${encodeURIComponent(`userName eq "${randomUUID()}"`)}`;
  const page = await readPage(api, "user", [filter], { verb: "find", signal });
  if (!page.ok) {
    const isOther = page.fault.code === "target.search-not-found" && (await listsUsers(api, signal));
    return failed(isOther ? page.fault : explainMissingUsers(page.fault, found.value));
  }
  if (page.value.accounts.length === 0) return { ok: true, value: { ...found.value, filter: "verified" } };
  const notes = [...found.value.notes, { code: "scim.filter-ignored", params: {} }];
  return { ok: true, value: { ...found.value, filter: "absent", notes } };
}

/** True if the target lists users, so that a 404 to a search is its answer when nothing matches. */
async function listsUsers(api: Api, signal: AbortSignal): Promise<boolean> {
  const listed = await readPage(api, "user", ["count=1"], { verb: "list", signal });
  return listed.ok;
}

/** A 404 from the endpoint for groups of a target that lists its users: the address is right, and groups are not offered. */
async function explainMissingGroups(
  api: Api,
  refused: { readonly ok: false; readonly fault: Fault },
  signal: AbortSignal,
): Promise<{ readonly ok: false; readonly fault: Fault }> {
  const { fault } = refused;
  if (fault.code !== "target.wrong-url" || !(await listsUsers(api, signal))) return refused;
  const params = { status: fault.status ?? 0, path: RESOURCES.group.endpoint };
  return failed({ ...fault, code: "target.no-groups-endpoint", params });
}

const NOT_AN_ENDPOINT: ReadonlySet<string> = new Set([
  "target.wrong-url",
  "target.search-not-found",
  "target.endpoint-not-found",
  "target.not-scim",
  "target.html",
]);

/** The fault of a search for users, when the same address answered discovery in SCIM a moment ago. */
function explainMissingUsers(fault: Fault, { notes }: Abilities): Fault {
  const hasProvider = !notes.some(({ code }) => code === "scim.no-service-provider-config");
  if (!hasProvider || !NOT_AN_ENDPOINT.has(fault.code)) return fault;
  const params = { status: fault.status ?? 0, path: RESOURCES.user.endpoint };
  return { ...fault, code: "target.no-users-endpoint", params };
}
