import { type Abilities, kindOf, type LearnedRefusal } from "../../core/provisioning/abilities.ts";
import type { Fault } from "../../core/provisioning/fault.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import type { AttributeChange, RefusedAttribute } from "../../ports/target.ts";

/** Refusals of an attribute in a row, for different accounts, after which it is not sent any more. */
const REFUSALS_MAX = 5;
const LEARNED_MAX = 200;

/** Codes of refusals by something else than the target's opinion of the attributes. */
const NOT_ABOUT_CONTENT: ReadonlySet<string> = new Set([
  "target.redirect",
  "target.html",
  "target.not-scim",
  "target.wrong-url",
  "target.endpoint-not-found",
  "target.unsupported",
  "target.forbidden-proxy",
  "target.path-unknown",
  "target.not-whole",
  "target.precondition",
  "target.not-kept",
  "target.contradiction",
]);

/** True when the target has refused the attributes of a call, so that fewer of them may pass. */
export function isContentRefusal(fault: Fault): boolean {
  if (fault.refusedBy === "middlebox" || fault.refusedBy === "muster") return false;
  if (NOT_ABOUT_CONTENT.has(fault.code)) return false;
  return ["invalid", "conflict", "already-exists", "forbidden"].includes(fault.kind);
}

/** The changes with the fault that their refusal is. */
export function refuseChanges(
  changes: readonly AttributeChange[],
  fault: Fault,
): readonly RefusedAttribute[] {
  return changes.map(({ path, to }) => ({ path, valueKind: kindOf(to), fault }));
}

/** The refusal by which an attribute is not sent any more, if there is one. */
export function findFinalRefusal(
  abilities: Abilities,
  type: ObjectType,
  change: AttributeChange,
): LearnedRefusal | undefined {
  return abilities.refusals.find((refusal) => refusal.isFinal && isSame(refusal, type, change));
}

/** The fault of an attribute that is not sent, because the target has refused it before. */
export function toRememberedFault({ path, status }: LearnedRefusal): Fault {
  return {
    kind: "invalid",
    code: "target.attribute-refused",
    params: { path, status },
    status,
    refusedBy: "target",
  };
}

/**
 * The abilities after an attribute was refused. It is final when the answer is about the path and not about
 * the value (RFC 7644 §3.12: `invalidPath`, `mutability`), or when refusals repeat without an acceptance.
 */
export function recordRefusal(
  abilities: Abilities,
  type: ObjectType,
  { path, valueKind, fault }: RefusedAttribute,
): Abilities {
  const scimType = String(fault.params["scimType"] ?? "").toLowerCase();
  const isAboutValue = fault.status !== 400 || ["invalidvalue", "uniqueness"].includes(scimType);
  if (isAboutValue) return abilities;
  const isSamePlace = (each: LearnedRefusal) =>
    each.type === type && each.path === path && each.valueKind === valueKind;
  const count = (abilities.refusals.find(isSamePlace)?.count ?? 0) + 1;
  const isFinal = ["invalidpath", "mutability"].includes(scimType) || count >= REFUSALS_MAX;
  const learned = { type, path, valueKind, status: fault.status ?? 0, count, isFinal };
  const others = abilities.refusals.filter((each) => !isSamePlace(each));
  return { ...abilities, refusals: [...others, learned].slice(-LEARNED_MAX) };
}

/** The abilities after these attributes were accepted. */
export function recordAcceptance(
  abilities: Abilities,
  type: ObjectType,
  changes: readonly AttributeChange[],
): Abilities {
  const refusals = abilities.refusals.filter(
    (refusal) => !changes.some((change) => isSame(refusal, type, change)),
  );
  return refusals.length === abilities.refusals.length ? abilities : { ...abilities, refusals };
}

function isSame(refusal: LearnedRefusal, type: ObjectType, { path, to }: AttributeChange): boolean {
  return refusal.type === type && refusal.path === path && refusal.valueKind === kindOf(to);
}
