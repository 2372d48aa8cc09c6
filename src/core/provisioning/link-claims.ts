import { isObject, type Json, type JsonObject } from "../json.ts";

/** An object of the directory and the account that it is said to have in a target. */
export interface LinkClaim {
  /** Of a table the line where the row begins; of JSON the number of the entry. Both count from 1. */
  readonly line: number;
  readonly type: "user" | "group";
  /** Ids and names of the object, the surest first: the first one that the directory has counts. */
  readonly names: readonly string[];
  /** The id of the account. */
  readonly account: string;
}

/** One entry of the provisioning log of Entra ID, as far as links are concerned. */
export interface SyncedIdentity {
  readonly line: number;
  readonly at: string;
  readonly action: string;
  readonly status: string;
  readonly type: string;
  /** The id in Entra ID, and the other names of the object. */
  readonly source: string;
  readonly names: readonly string[];
  readonly account: string;
}

/**
 * The links that a provisioning log proves. Of each object the newest action that succeeded and names an account counts,
 * and a deletion ends the link. Times are ISO 8601 in UTC, which sorts as text.
 */
export function listLoggedLinks(actions: Iterable<SyncedIdentity>): readonly LinkClaim[] {
  const newest = new Map<string, SyncedIdentity>();
  for (const action of actions) {
    if (action.status.toLowerCase() !== "success" || action.account === "") continue;
    const key = action.source || (action.names[0] ?? "");
    const before = newest.get(key);
    if (key !== "" && (before === undefined || before.at <= action.at)) newest.set(key, action);
  }
  return [...newest.values()]
    .filter(({ action }) => action.toLowerCase() !== "delete")
    .map(({ line, type, source, names, account }) => ({
      line,
      type: toType(type),
      names: [...names, source].filter((name) => name !== ""),
      account,
    }));
}

/** The kind of object that a file names in any letter case; a user unless it says otherwise. */
export function toType(text: string): LinkClaim["type"] {
  return text.trim().toLowerCase() === "group" ? "group" : "user";
}

/** Reads an entry of the provisioning log as Microsoft Graph answers it (`provisioningObjectSummary`). */
export function readSyncedIdentity(entry: JsonObject, line: number): SyncedIdentity {
  const source = objectIn(entry, "sourceIdentity");
  const target = objectIn(entry, "targetIdentity");
  const type = textIn(source, "identityType") || textIn(objectIn(source, "details"), "odatatype");
  return {
    line,
    at: textIn(entry, "activityDateTime"),
    action: textIn(entry, "provisioningAction") || textIn(entry, "action"),
    status:
      textIn(objectIn(entry, "provisioningStatusInfo"), "status") ||
      textIn(objectIn(entry, "statusInfo"), "status"),
    type,
    source: textIn(source, "id"),
    names: listNames(source, toType(type)),
    account: textIn(target, "id"),
  };
}

/** The names beside the id. Several users may share a display name, so that it identifies groups alone. */
function listNames(source: JsonObject, type: LinkClaim["type"]): readonly string[] {
  const display = textIn(source, "displayName");
  const principal = textIn(objectIn(source, "details"), "userPrincipalName");
  const isKey = type === "group" || display.includes("@");
  return [principal, isKey ? display : ""].filter((name) => name !== "");
}

/** Reads a user of an application as Okta's API lists it; `externalId` is the id of the account in the target. */
export function readAssignedUser(entry: JsonObject, line: number): LinkClaim | undefined {
  const profile = objectIn(entry, "profile");
  const names = [
    textIn(objectIn(entry, "credentials"), "userName"),
    ...["userName", "login", "email"].map((member) => textIn(profile, member)),
    textIn(entry, "id"),
  ].filter((name) => name !== "");
  const account = textIn(entry, "externalId");
  if (account === "" || names.length === 0) return undefined;
  return { line, type: "user", names: [...new Set(names)], account };
}

/** The member with this name in any letter case: exports differ in it. */
function memberOf(object: JsonObject, name: string): Json | undefined {
  const folded = name.toLowerCase();
  return Object.entries(object).find(([member]) => member.toLowerCase() === folded)?.[1];
}

function objectIn(object: JsonObject, name: string): JsonObject {
  const value = memberOf(object, name);
  return value !== undefined && isObject(value) ? value : {};
}

function textIn(object: JsonObject, name: string): string {
  const value = memberOf(object, name);
  return typeof value === "string" ? value.trim() : "";
}
