import type { AccountId, ObjectId } from "../../core/ids.ts";
import type { Json } from "../../core/json.ts";
import { listIdentifyingPaths } from "../../core/mapping/match-key.ts";
import type { AccountOwner } from "../../core/provisioning/facts.ts";
import type { Fault } from "../../core/provisioning/fault.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import type { LinkRow, ObjectRow } from "../../ports/tables.ts";
import type { CycleContext } from "./context.ts";
import { isForeign } from "./foreign-account.ts";
import { displayNameOf } from "./object-name.ts";
import { readRule, readScopes } from "./read-scope.ts";

/**
 * Reads which object an account of the target is linked to. Undefined when the account is free: without a link, or
 * that of a group which is gone for good and whose deprovisioning is done.
 */
export async function readAccountOwner(
  context: CycleContext,
  type: ObjectType,
  account: AccountId,
): Promise<AccountOwner | undefined> {
  const { deps, org, app, settings } = context;
  const [link] = await deps.store.page("link", { where: { org, app, type, account }, limit: 1 });
  if (link === undefined) return undefined;
  const object = await deps.store.get("object", { org, id: link.object });
  const owner = { id: link.object, name: displayNameOf(object, link, context.rules) };
  if (object !== undefined) {
    return { ...owner, standing: (await isPresent(context, object, link)) ? "present" : "away" };
  }
  const isKeptHere =
    settings.onGroupLeave === "keep" || settings.neverDelete || settings.groupMembershipsOnly;
  const isKept = isKeptHere || isForeign(link.provenance);
  if (type === "group") return link.scope === "out" || isKept ? undefined : { ...owner, standing: "leaving" };
  return { ...owner, standing: link.scope === "out" ? "former" : "leaving" };
}

/** An object that has just come back into scope is present, although its link still says otherwise. */
async function isPresent(context: CycleContext, object: ObjectRow, link: LinkRow): Promise<boolean> {
  if (object.deleted !== null) return false;
  if (link.scope === "in") return true;
  const scopes = await readScopes(context, await readRule(context), [object]);
  return scopes.get(object.id)?.isIn === true;
}

/** True when an object may take this account: nothing else owns it, or a person approved this change of owner. */
export function mayTakeAccount(
  owner: AccountOwner | undefined,
  approvedOwner: ObjectId | undefined,
): boolean {
  const isLeft = owner?.standing === "away" || owner?.standing === "former";
  return owner === undefined || (isLeft && owner.id === approvedOwner);
}

async function isThere(
  { target, signal }: CycleContext,
  type: ObjectType,
  account: AccountId,
): Promise<boolean> {
  return (await target.read(type, account, signal)).ok;
}

/**
 * Explains a target's refusal of a value that accounts are matched by: looks up the account that has the value, and
 * names the object that it is linked to. Returns any other fault as it is.
 */
export async function explainTakenValue(
  context: CycleContext,
  fault: Fault,
  refused: {
    readonly type: ObjectType;
    readonly object: ObjectId;
    /** The attributes that the target refused. */
    readonly values: Readonly<Record<string, Json>>;
  },
  /** The linked account that Muster gave a value to, for targets that keep disabled accounts out of searches. */
  findLinked: (type: ObjectType, path: string, value: string) => Promise<AccountId | undefined>,
): Promise<Fault> {
  if (fault.kind !== "already-exists" && fault.kind !== "conflict") return fault;
  const { type, object, values } = refused;
  const { mappings, rules } = context;
  for (const path of listIdentifyingPaths(mappings[type].searchPaths, rules.naturalKey[type])) {
    const value = values[path];
    if (typeof value !== "string") continue;
    const found = await context.target.find(type, { path, value }, context.signal);
    const [shown] = found.ok ? found.value : [];
    const account = shown?.id ?? (await findLinked(type, path, value));
    if (account === undefined) continue;
    const owner = await readAccountOwner(context, type, account);
    if (owner?.id === object || !(shown !== undefined || (await isThere(context, type, account)))) continue;
    const params = { ...fault.params, path, value, account };
    if (owner === undefined) return { ...fault, code: "target.value-of-unlinked", params };
    const code = owner.standing === "present" ? "target.value-of-other" : "target.value-of-leaver";
    return { ...fault, code, params: { ...params, owner: owner.name, id: owner.id } };
  }
  return fault;
}
