import { isObject, type JsonObject } from "../../core/json.ts";
import { memberOf, parsePath } from "../../core/mapping/path.ts";
import { writePath } from "../../core/mapping/write-path.ts";
import { isAccessRemoval } from "../../core/provisioning/account-rules.ts";
import type { Fault, Outcome } from "../../core/provisioning/fault.ts";
import type { Account, AccountRef, AttributeChange } from "../../ports/target.ts";
import type { ApiAnswer } from "./api.ts";
import { toResource } from "./convert.ts";
import { SCIM_RULES } from "./defaults.ts";
import { createFault, createNotScim } from "./faults.ts";
import { toMergeChanges } from "./lists.ts";
import { isEmptyByFilter, isWholeList, memberIdsOf } from "./member-lists.ts";
import { readOwn, resourcePathOf } from "./reads.ts";
import {
  type AttributeNames,
  readAttribute,
  readSchemaFacts,
  type TypeFacts,
  toAttributePath,
  writeAttribute,
} from "./schema-facts.ts";
import { type AccountChange, listsOf, type ScimConnection } from "./state.ts";

/** How often a change is merged again when the account has changed in between (412). */
const MERGES_MAX = 3;

/** Attributes that a client cannot set (RFC 7643 §3.1, §4.1.2). */
const READ_ONLY: readonly AttributeNames[] = [["meta"], ["groups"]];

/** A write that was answered with success. */
export interface Written {
  /** The account as the answer shows it. */
  readonly account: Account | undefined;
  /** The answer holds something that is not the account. */
  readonly isForeign: boolean;
}

const ERROR = "urn:ietf:params:scim:api:messages:2.0:error";

/** Reads the answer to a write. An error that comes with a status of success leaves the outcome unknown. */
export function toWritten(
  account: AccountRef,
  { body, headers, exchange }: Pick<ApiAnswer, "body" | "headers" | "exchange">,
): Outcome<Written> {
  const schemas = body === undefined ? undefined : memberOf(body, "schemas");
  const isError =
    Array.isArray(schemas) &&
    schemas.some((each) => typeof each === "string" && each.toLowerCase() === ERROR);
  if (isError) return { ok: false, fault: createNotScim("unknown-outcome", { headers, exchange }) };
  const shown = body === undefined ? undefined : readOwn(account, { body, headers, exchange });
  const isForeign = shown?.ok === false;
  return { ok: true, value: { account: shown?.ok === true ? shown.value : undefined, isForeign } };
}

/** A change of one account that is merged into what the target holds. */
interface Merge {
  readonly merge: (held: JsonObject) => JsonObject;
  /** The change takes access away, and is written although something may be lost. */
  readonly isRemoval: boolean;
  readonly signal: AbortSignal;
}

/**
 * Changes an account where the target has no PATCH: reads it, merges the changes, and writes it whole (RFC
 * 7644 §3.5.1). A PUT removes every attribute that it leaves out, so an account is only written when all of
 * it was shown. Taking access away is the exception: it goes even when something may be lost.
 */
export function replaceAccount(
  connection: ScimConnection,
  change: AccountChange,
  signal: AbortSignal,
): Promise<Outcome<Written>> {
  const isRemoval = change.changes.some((each) => isAccessRemoval(SCIM_RULES, each));
  return mergeAndPut(connection, change, {
    merge: (held) =>
      mergeChanges(held, toMergeChanges(change.changes, listsOf(connection, change.account.type), held)),
    isRemoval,
    signal,
  });
}

function mergeChanges(held: JsonObject, changes: readonly AttributeChange[]): JsonObject {
  return changes.reduce((merged, { path: text, to }) => {
    const path = parsePath(text);
    return path === undefined ? merged : writePath(merged, path, to);
  }, held);
}

/**
 * Reads a resource, merges into it, and writes it whole; again when it has changed in the meantime. Merges into the same
 * resource wait for each other, because some targets give it no version.
 */
export function mergeAndPut(
  connection: ScimConnection,
  change: Pick<AccountChange, "account" | "step">,
  merge: Merge,
): Promise<Outcome<Written>> {
  const { config, mergeTurns } = connection;
  const resource = `${config.url}${resourcePathOf(change.account)}`;
  return mergeTurns.take(resource, () => mergeInTurn(connection, change, merge));
}

async function mergeInTurn(
  connection: ScimConnection,
  { account, step }: Pick<AccountChange, "account" | "step">,
  { merge, isRemoval, signal }: Merge,
): Promise<Outcome<Written>> {
  for (let merges = 1; ; merges += 1) {
    const held = await readWhole(connection, account, { isRemoval, signal });
    if (!held.ok) return held;
    const { resource, etag, missing, readOnly } = held.value;
    if (missing.length > 0 && !isRemoval) return { ok: false, fault: refuseIncomplete(missing) };
    const answer = await connection.api({
      method: "PUT",
      path: resourcePathOf(account),
      purpose: { verb: "change" },
      body: toReplacement(account, merge(resource), readOnly),
      ...(etag === undefined ? {} : { headers: { "if-match": etag } }),
      step,
      signal,
    });
    if (answer.ok) return toWritten(account, answer.value);
    if (answer.fault.code !== "target.precondition" || merges === MERGES_MAX) return answer;
  }
}

function refuseIncomplete(missing: readonly string[]): Fault {
  const fault = createFault("invalid", "target.not-whole", { attributes: missing.join(", ") });
  return { ...fault, refusedBy: "muster" };
}

function toReplacement(
  { type, id }: AccountRef,
  merged: JsonObject,
  readOnly: readonly AttributeNames[],
): JsonObject {
  const kept = [...READ_ONLY, ...readOnly].reduce(
    (resource, names) => writeAttribute(resource, names, undefined),
    merged,
  );
  const attributes = writeAttribute(kept, ["schemas"], undefined);
  const claimed = memberOf(merged, "schemas");
  const { schemas } = toResource(type, attributes);
  const all = [...(Array.isArray(claimed) ? claimed : []), ...(Array.isArray(schemas) ? schemas : [])];
  return { ...attributes, schemas: [...new Set(all)], id };
}

interface WholeResource {
  readonly resource: JsonObject;
  readonly etag: string | undefined;
  /** Attributes that the target may hold and does not show. */
  readonly missing: readonly string[];
  readonly readOnly: readonly AttributeNames[];
}

async function readWhole(
  connection: ScimConnection,
  account: AccountRef,
  { isRemoval, signal }: { readonly isRemoval: boolean; readonly signal: AbortSignal },
): Promise<Outcome<WholeResource>> {
  const path = resourcePathOf(account);
  const answer = await connection.api({ method: "GET", path, purpose: { verb: "read" }, signal });
  if (!answer.ok) return answer;
  const shown = readOwn(account, answer.value);
  if (!shown.ok) return shown;
  const { headers } = answer.value;
  const body = shown.value.attributes;
  const known = await readFacts(connection, account, signal);
  if (!known.ok && !isRemoval) return known;
  const { onRequest, never, readOnly }: TypeFacts = known.ok
    ? known.value
    : { onRequest: [], never: [], readOnly: [] };
  const members = account.type === "group" && memberOf(body, "members") === undefined ? [["members"]] : [];
  const wanted = [...onRequest, ...members].filter((names) => readAttribute(body, names) === undefined);
  const { resource, unread } = await readRequested(connection, account, { body, wanted }, signal);
  const isWholeGroup =
    account.type !== "group" || (await showsAllMembers(connection, account, resource, signal));
  const missing = new Set([...never, ...unread].map(toAttributePath));
  // The member list is judged by what it shows, not by whether a query for it was answered.
  missing.delete("members");
  if (!isWholeGroup) missing.add("members");
  return { ok: true, value: { resource, etag: readEtag(headers, body), missing: [...missing], readOnly } };
}

async function readFacts(
  connection: ScimConnection,
  { type }: AccountRef,
  signal: AbortSignal,
): Promise<Outcome<TypeFacts>> {
  if (connection.facts === undefined) {
    const read = await readSchemaFacts(connection.api, signal);
    if (!read.ok) return read;
    connection.facts = read.value;
  }
  return { ok: true, value: connection.facts[type] };
}

async function showsAllMembers(
  connection: ScimConnection,
  { id, knownMembers = [] }: AccountRef,
  group: JsonObject,
  signal: AbortSignal,
): Promise<boolean> {
  const isListed = Array.isArray(memberOf(group, "members"));
  if (!isListed && connection.abilities.memberLists !== "verified") {
    return knownMembers.length === 0 && (await isEmptyByFilter(connection, id, signal));
  }
  return isWholeList(connection, { id, knownMembers }, memberIdsOf(group), signal);
}

/** The resource with attributes that are shown on request only, and those that the target did not answer for. */
async function readRequested(
  { api }: ScimConnection,
  account: AccountRef,
  { body, wanted }: { readonly body: JsonObject; readonly wanted: readonly AttributeNames[] },
  signal: AbortSignal,
): Promise<{ readonly resource: JsonObject; readonly unread: readonly AttributeNames[] }> {
  if (wanted.length === 0) return { resource: body, unread: [] };
  const query = `attributes=${wanted.map((names) => encodeURIComponent(toAttributePath(names))).join(",")}`;
  const path = `${resourcePathOf(account)}?${query}`;
  const answer = await api({ method: "GET", path, purpose: { verb: "read" }, signal });
  const shown = answer.ok ? readOwn(account, answer.value) : answer;
  if (!shown.ok) return { resource: body, unread: wanted };
  const found = shown.value.attributes;
  const resource = wanted.reduce((merged, names) => {
    const value = readAttribute(found, names);
    return value === undefined ? merged : writeAttribute(merged, names, value);
  }, body);
  return { resource, unread: [] };
}

/** A strong or weak tag of the version that was read; it is sent back as it came. */
export function readEtag(headers: Readonly<Record<string, string>>, body: JsonObject): string | undefined {
  const meta = memberOf(body, "meta");
  const version = isObject(meta) ? memberOf(meta, "version") : undefined;
  const tag = headers["etag"] ?? (typeof version === "string" ? version : undefined);
  return tag === undefined || tag === "" ? undefined : tag;
}
