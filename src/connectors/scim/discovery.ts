import { isObject, type Json, type JsonObject } from "../../core/json.ts";
import { memberOf } from "../../core/mapping/path.ts";
import type { Abilities, Ability } from "../../core/provisioning/abilities.ts";
import { type BulkAbility, NO_BULK } from "../../core/provisioning/bulk.ts";
import type { Fault, Outcome } from "../../core/provisioning/fault.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import type { Api } from "./api.ts";
import type { ScimConfig } from "./config.ts";
import { describeAttributes } from "./offered.ts";
import type { NoteCode } from "./quirks.ts";

const MEMBERS_PER_CALL = 100;
const PAGE_SIZE = 100;
const PAGE_SIZE_MAX = 500;

type Note = Abilities["notes"][number];

/** What is assumed of a target that says nothing of itself. */
export function assumeAbilities(config: ScimConfig): Abilities {
  return {
    patch: { user: "untested", group: "untested" },
    changes: { user: "untested", group: "untested" },
    filter: "untested",
    groups: "untested",
    memberLists: "untested",
    membersPerCallMax: countMembersPerCall(config),
    pageSizeMax: config.pageSize ?? PAGE_SIZE,
    attributes: { user: undefined, group: undefined },
    kept: { user: [], group: [] },
    bulk: NO_BULK,
    notes: [],
  };
}

/** Length of a member in a PATCH: an operation with an id of some length. A longer call is taken apart later. */
const MEMBER_BYTES = 200;

function countMembersPerCall({ membersPerCall = MEMBERS_PER_CALL, bytesPerCall }: ScimConfig): number {
  if (bytesPerCall === undefined) return membersPerCall;
  return Math.max(1, Math.min(membersPerCall, Math.floor(bytesPerCall / MEMBER_BYTES)));
}

/**
 * Reads what the target says of itself (RFC 7644 §4). Nothing of it is needed: what is missing or not SCIM is
 * noted and defaults stand for it. Only refused credentials and an unreachable target are faults.
 */
export async function discover(
  api: Api,
  config: ScimConfig,
  signal: AbortSignal,
): Promise<Outcome<Abilities>> {
  const notes: Note[] = [];
  const provider = await readDocument(api, "/ServiceProviderConfig", signal);
  if (!provider.ok) return provider;
  const claims = readProvider(provider.value, config, notes);
  const types = await readDocument(api, "/ResourceTypes", signal);
  if (!types.ok) return types;
  const groups = readTypes(types.value, notes);
  const schemas = await readDocument(api, "/Schemas", signal);
  if (!schemas.ok) return schemas;
  if (schemas.value === undefined) note(notes, "scim.no-schemas");
  const describe = (type: ObjectType) =>
    schemas.value === undefined ? undefined : describeAttributes(type, schemas.value, types.value);
  const attributes = { user: describe("user"), group: describe("group") };
  return { ok: true, value: { ...assumeAbilities(config), ...claims, groups, attributes, notes } };
}

function note(notes: Note[], code: NoteCode, params: Note["params"] = {}): void {
  notes.push({ code, params });
}

/** A discovery document; undefined when the target has none that can be read. */
async function readDocument(
  api: Api,
  path: string,
  signal: AbortSignal,
): Promise<Outcome<JsonObject | undefined>> {
  const answer = await api({ method: "GET", path, purpose: { verb: "read" }, isList: true, signal });
  if (answer.ok) return { ok: true, value: answer.value.body };
  return isTelling(answer.fault) ? answer : { ok: true, value: undefined };
}

/** True for faults that any other call would meet as well. A target may well forbid or lack discovery alone. */
function isTelling(fault: Fault): boolean {
  if (fault.kind === "unauthenticated" || fault.kind === "rate-limited") return true;
  return fault.kind === "unavailable" && fault.code !== "target.server-error";
}

function readProvider(
  document: JsonObject | undefined,
  config: ScimConfig,
  notes: Note[],
): Pick<Abilities, "patch" | "filter" | "pageSizeMax" | "bulk"> {
  if (
    document === undefined ||
    (!isObject(memberOf(document, "patch")) && !isObject(memberOf(document, "filter")))
  ) {
    note(notes, "scim.no-service-provider-config");
    return {
      patch: { user: "untested", group: "untested" },
      filter: "untested",
      pageSizeMax: config.pageSize ?? PAGE_SIZE,
      bulk: NO_BULK,
    };
  }
  for (const name of ["patch", "filter", "bulk"]) {
    if (!isObject(memberOf(document, name))) note(notes, "scim.service-provider-config-partial", { name });
  }
  const patch = claimed(document, "patch");
  if (patch === "absent") note(notes, "scim.patch-denied");
  return {
    patch: { user: patch, group: patch },
    filter: claimed(document, "filter"),
    pageSizeMax: pageSize(document, config, notes),
    bulk: readBulkClaim(document, config),
  };
}

/** The bounds of a bulk request (RFC 7643 §5). A target that names none, or only one operation, offers none here. */
function readBulkClaim(document: JsonObject, { bytesPerCall }: ScimConfig): BulkAbility {
  const part = memberOf(document, "bulk");
  if (!isObject(part) || claimed(document, "bulk") !== "verified") return NO_BULK;
  const operationsMax = Math.floor(numberOf(memberOf(part, "maxOperations")) ?? 0);
  const bytes = Math.floor(numberOf(memberOf(part, "maxPayloadSize")) ?? 0);
  if (operationsMax < 2 || bytes < 1) return NO_BULK;
  return { offered: { operationsMax, bytesMax: Math.min(bytes, bytesPerCall ?? bytes) }, refused: null };
}

function claimed(document: JsonObject, name: string): Ability {
  const part = memberOf(document, name);
  const supported = isObject(part) ? memberOf(part, "supported") : undefined;
  if (supported === true || supported === "true") return "verified";
  return supported === false || supported === "false" ? "absent" : "untested";
}

/** The smaller of the page that the settings name and of the target's own limit. */
function pageSize(document: JsonObject, config: ScimConfig, notes: Note[]): number {
  const filter = memberOf(document, "filter");
  const results = isObject(filter) ? memberOf(filter, "maxResults") : undefined;
  if (typeof results === "string") note(notes, "scim.number-as-text", { name: "filter.maxResults" });
  const wanted = config.pageSize ?? PAGE_SIZE;
  const count = Math.floor(numberOf(results) ?? wanted);
  return count >= 1 ? Math.min(count, config.pageSize ?? PAGE_SIZE_MAX) : wanted;
}

/** A number, also one that travels as text. */
export function numberOf(value: Json | undefined): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^\d{1,15}$/.test(value.trim()) ? Number(value) : undefined;
}

function readTypes(document: JsonObject | undefined, notes: Note[]): Ability {
  const listed = document === undefined ? undefined : memberOf(document, "Resources");
  if (!Array.isArray(listed) || listed.length === 0) {
    note(notes, "scim.no-resource-types");
    return "untested";
  }
  const hasGroups = listed.some(
    (type: Json) =>
      isObject(type) && (isNamed(type, "name", "group") || isNamed(type, "endpoint", "/groups")),
  );
  if (!hasGroups) note(notes, "scim.no-groups");
  return hasGroups ? "verified" : "absent";
}

function isNamed(type: JsonObject, member: string, name: string): boolean {
  const held = memberOf(type, member);
  return typeof held === "string" && held.toLowerCase() === name;
}
