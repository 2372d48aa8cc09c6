import { isObject, type Json, type JsonObject } from "../../core/json.ts";
import { memberOf, parsePath } from "../../core/mapping/path.ts";
import { writePath } from "../../core/mapping/write-path.ts";
import { isAccessRemoval } from "../../core/provisioning/account-rules.ts";
import type { Fault, Outcome } from "../../core/provisioning/fault.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import type { Account, AccountRef, AttributeChange } from "../../ports/target.ts";
import { RESOURCES, toAccount, toResource } from "./convert.ts";
import { SCIM_RULES } from "./defaults.ts";
import { createFault } from "./faults.ts";
import { resourcePathOf } from "./reads.ts";
import { type AccountChange, type HiddenAttributes, noteMemberLists, type ScimConnection } from "./state.ts";

/** How often a change is merged again when the account has changed in between (412). */
const MERGES_MAX = 3;

/** Attributes that a client cannot set (RFC 7643 §3.1, §4.1.2). */
const READ_ONLY: ReadonlySet<string> = new Set(["meta", "groups"]);

/**
 * Changes an account where the target has no PATCH: reads it, merges the changes, and writes it whole (RFC
 * 7644 §3.5.1). A PUT removes every attribute that it leaves out, so an account is only written when all of
 * it was shown. Taking access away is the exception: it goes even when something may be lost.
 */
export function replaceAccount(
  connection: ScimConnection,
  change: AccountChange,
  signal: AbortSignal,
): Promise<Outcome<Account | undefined>> {
  const isRemoval = change.changes.some((each) => isAccessRemoval(SCIM_RULES, each));
  return mergeAndPut(connection, change, {
    merge: (held) => mergeChanges(held, change.changes),
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

/** Reads a resource, merges into it, and writes it whole; again when it has changed in the meantime. */
export async function mergeAndPut(
  connection: ScimConnection,
  { account, step }: Pick<AccountChange, "account" | "step">,
  {
    merge,
    isRemoval,
    signal,
  }: {
    readonly merge: (held: JsonObject) => JsonObject;
    readonly isRemoval: boolean;
    readonly signal: AbortSignal;
  },
): Promise<Outcome<Account | undefined>> {
  for (let merges = 1; ; merges += 1) {
    const held = await readWhole(connection, account, signal);
    if (!held.ok) return held;
    const { resource, etag, missing } = held.value;
    if (missing.length > 0 && !isRemoval) return { ok: false, fault: refuseIncomplete(missing) };
    const answer = await connection.api({
      method: "PUT",
      path: resourcePathOf(account),
      purpose: { verb: "change" },
      body: toReplacement(account, merge(resource)),
      ...(etag === undefined ? {} : { headers: { "if-match": etag } }),
      step,
      signal,
    });
    if (answer.ok) return { ok: true, value: toAccount(account.type, answer.value.body) };
    if (answer.fault.code !== "target.precondition" || merges === MERGES_MAX) return answer;
  }
}

function refuseIncomplete(missing: readonly string[]): Fault {
  const fault = createFault("invalid", "target.not-whole", { attributes: missing.join(", ") });
  return { ...fault, refusedBy: "muster" };
}

function toReplacement({ type, id }: AccountRef, merged: JsonObject): JsonObject {
  const kept = Object.entries(merged).filter(([name]) => !READ_ONLY.has(name.toLowerCase()));
  const attributes = Object.fromEntries(kept.filter(([name]) => name.toLowerCase() !== "schemas"));
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
}

async function readWhole(
  connection: ScimConnection,
  account: AccountRef,
  signal: AbortSignal,
): Promise<Outcome<WholeResource>> {
  const { api } = connection;
  const path = resourcePathOf(account);
  const answer = await api({ method: "GET", path, purpose: { verb: "read" }, signal });
  if (!answer.ok) return answer;
  const { body, headers, exchange } = answer.value;
  if (body === undefined || toAccount(account.type, body) === undefined) {
    return { ok: false, fault: createFault("invalid", "target.not-scim", {}, exchange) };
  }
  connection.hidden ??= readHidden(connection, signal);
  const hidden = (await connection.hidden)[account.type];
  const members = account.type === "group" && memberOf(body, "members") === undefined ? ["members"] : [];
  const wanted = [...new Set([...hidden.onRequest, ...members])].filter(
    (name) => memberOf(body, name) === undefined,
  );
  const shown =
    wanted.length === 0 ? body : await readAttributes(connection, account, { body, wanted }, signal);
  const hasMembers = Array.isArray(memberOf(shown, "members"));
  if (account.type === "group" && hasMembers) noteMemberLists(connection);
  const isEmptyGroup = hasMembers || connection.abilities.memberLists === "verified";
  const missing = [...hidden.never, ...(account.type === "group" && !isEmptyGroup ? ["members"] : [])];
  return { ok: true, value: { resource: shown, etag: readEtag(headers, body), missing } };
}

/** The resource with attributes that are shown on request only. */
async function readAttributes(
  { api }: ScimConnection,
  account: AccountRef,
  { body, wanted }: { readonly body: JsonObject; readonly wanted: readonly string[] },
  signal: AbortSignal,
): Promise<JsonObject> {
  const query = `attributes=${wanted.map(encodeURIComponent).join(",")}`;
  const path = `${resourcePathOf(account)}?${query}`;
  const answer = await api({ method: "GET", path, purpose: { verb: "read" }, signal });
  const found = answer.ok ? answer.value.body : undefined;
  if (found === undefined) return body;
  const more = wanted.flatMap((name) => {
    const value = memberOf(found, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...body, ...Object.fromEntries(more) };
}

/** A strong or weak tag of the version that was read; it is sent back as it came. */
function readEtag(headers: Readonly<Record<string, string>>, body: JsonObject): string | undefined {
  const meta = memberOf(body, "meta");
  const version = isObject(meta) ? memberOf(meta, "version") : undefined;
  const tag = headers["etag"] ?? (typeof version === "string" ? version : undefined);
  return tag === undefined || tag === "" ? undefined : tag;
}

/** Asks `/Schemas` which attributes a plain read does not show. Without an answer none are known. */
async function readHidden({ api }: ScimConnection, signal: AbortSignal): Promise<HiddenAttributes> {
  const answer = await api({ method: "GET", path: "/Schemas", purpose: { verb: "read" }, signal });
  const listed = answer.ok && answer.value.body !== undefined ? memberOf(answer.value.body, "Resources") : [];
  const schemas: readonly Json[] = Array.isArray(listed) ? listed : [];
  return { user: hiddenOf("user", schemas), group: hiddenOf("group", schemas) };
}

function hiddenOf(type: ObjectType, schemas: readonly Json[]): HiddenAttributes[ObjectType] {
  const schema = schemas.find(
    (each) =>
      isObject(each) && String(memberOf(each, "id")).toLowerCase() === RESOURCES[type].schema.toLowerCase(),
  );
  const attributes =
    isObject(schema ?? null) && isObject(schema) ? memberOf(schema, "attributes") : undefined;
  const listed: readonly Json[] = Array.isArray(attributes) ? attributes : [];
  const named = (returned: string) =>
    listed.flatMap((each) => {
      if (!isObject(each) || memberOf(each, "returned") !== returned) return [];
      // A write-only attribute that a PUT leaves out keeps its value (RFC 7644 §3.5.1): a password stays.
      const isWritable =
        memberOf(each, "mutability") === "readWrite" && memberOf(each, "name") !== "password";
      const name = memberOf(each, "name");
      return isWritable && typeof name === "string" ? [name] : [];
    });
  return { onRequest: named("request"), never: named("never") };
}
