import { isObject, isSameJson, type Json, type JsonObject } from "../../core/json.ts";
import { ScimError } from "../../core/scim/error.ts";
import type { Document } from "../../core/scim/schema.ts";
import { ENTERPRISE_USER_URN } from "../../core/scim/schema-urns.ts";
import { foldText } from "../../core/scim/text.ts";
import type { WebexCall } from "./call.ts";
import { type HeldObject, userNameOf } from "./registry.ts";
import { WEBEX_GROUP_URN, WEBEX_USER_URN } from "./schemas.ts";

const ADDRESS = /^[^\s@]+@[^\s@]+$/;

/** The parts of an object that the rules of Webex decide when it is written. */
export type SettledObject = Pick<HeldObject, "document" | "deletion" | "tokensRevokedMs">;

/**
 * Applies Webex's rules to a user: the name is an e-mail address that no other account has, the primary work address
 * equals it, the manager is of the same organization. A deleted account that is activated gets its name back.
 */
export function settleUser(
  call: WebexCall,
  written: Document,
  before: HeldObject | undefined,
): SettledObject {
  const restored = restoreName(written, before);
  const document = completeUser(call, restored.document);
  refuseWrongName(call, document, before);
  if (call.place.form === "current") refuseOtherAddress(document);
  refuseForeignManager(call, document);
  const isRevoked =
    before !== undefined &&
    ((before.document["active"] !== false && document["active"] === false) ||
      !isSameJson(before.document["roles"], document["roles"]));
  return {
    document,
    deletion: restored.deletion,
    tokensRevokedMs: isRevoked ? call.nowMs : before?.tokensRevokedMs,
  };
}

function restoreName(
  written: Document,
  before: HeldObject | undefined,
): Pick<SettledObject, "document" | "deletion"> {
  const deletion = before?.deletion;
  if (before === undefined || deletion === undefined || written["active"] !== true) {
    return { document: written, deletion };
  }
  // A client that names the account itself, as Entra ID does, keeps the last word.
  const isNamed = userNameOf({ document: written }) !== userNameOf(before);
  return { document: isNamed ? written : renameUser(written, deletion.userName), deletion: undefined };
}

/** The document with another user name, and the primary work address that has to equal it. */
export function renameUser(document: Document, userName: string): Document {
  const emails = document["emails"];
  if (!Array.isArray(emails)) return { ...document, userName };
  const renamed = (emails as readonly Json[]).map((email) =>
    isObject(email) && isSignInAddress(email) ? { ...email, value: userName } : email,
  );
  return { ...document, userName, emails: renamed };
}

function isSignInAddress({ type, primary }: JsonObject): boolean {
  return type === "work" && primary === true;
}

function completeUser({ place }: WebexCall, document: Document): Document {
  const active = document["active"] !== false;
  const held = document[WEBEX_USER_URN];
  const extension = {
    ...(isObject(held) ? held : {}),
    accountStatus: [active ? "active" : "disabled"],
    meta: { organizationId: place.orgId },
  };
  return { ...document, active, [WEBEX_USER_URN]: extension };
}

function refuseWrongName({ registry }: WebexCall, document: Document, before: HeldObject | undefined): void {
  const userName = userNameOf({ document });
  if (!ADDRESS.test(userName)) {
    throw new ScimError("invalidValue", `"userName" is not an e-mail address: "${userName}".`);
  }
  const owner = registry.findByUserName(userName);
  if (owner !== undefined && owner.id !== before?.id) {
    throw new ScimError("uniqueness", `A user with the userName "${userName}" exists already.`);
  }
}

function refuseOtherAddress(document: Document): void {
  const emails = document["emails"];
  const listed: readonly Json[] = Array.isArray(emails) ? emails : [];
  const userName = foldText(userNameOf({ document }));
  const isOther = (email: Json) =>
    isObject(email) && isSignInAddress(email) && foldText(String(email["value"])) !== userName;
  if (!listed.some(isOther)) return;
  throw new ScimError("invalidValue", 'The primary e-mail address of type "work" differs from "userName".');
}

function refuseForeignManager({ registry, place }: WebexCall, document: Document): void {
  const enterprise = document[ENTERPRISE_USER_URN];
  const manager = isObject(enterprise) ? enterprise["manager"] : undefined;
  const id = isObject(manager) ? manager["value"] : undefined;
  if (typeof id !== "string" || registry.find(place.orgId, "User", id) !== undefined) return;
  throw new ScimError("invalidValue", `The manager "${id}" is not a user of this organization.`);
}

/** Completes a group, whose name must be its own. */
export function settleGroup(
  call: WebexCall,
  written: Document,
  before: HeldObject | undefined,
): SettledObject {
  const { registry, place } = call;
  const name = foldText(String(written["displayName"] ?? ""));
  const keys = [{ path: "displayName", value: name, isUnique: false }];
  const others = registry.lookUp(place.orgId, "Group", keys).filter(({ id }) => id !== before?.id);
  if (others.length > 0) throw new ScimError("uniqueness", "A group with this displayName exists already.");
  const held = written[WEBEX_GROUP_URN];
  const extension = {
    ...(isObject(held) ? held : {}),
    provisionSource: "SCIM",
    meta: { organizationID: place.orgId },
  };
  const document = { ...written, [WEBEX_GROUP_URN]: extension };
  return { document, deletion: undefined, tokensRevokedMs: undefined };
}
