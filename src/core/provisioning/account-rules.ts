import type { Json } from "../json.ts";
import type { FlatAttributes, FlatChange } from "../mapping/flat.ts";
import { foldUnlessExact } from "../scim/text.ts";

/**
 * The facts about accounts of one kind of target that the engine needs: which attributes identify an account,
 * and how a disabled account looks. Paths are canonical texts, as flat attributes have them.
 */
export interface AccountRules {
  /** The attribute that a person recognises an account by, for each type: a login, the name of a group. */
  readonly naturalKey: Readonly<Record<"user" | "group", string>>;
  /** The attribute that carries the id of our own object; undefined for targets that have no such attribute. */
  readonly sourceId: string | undefined;
  /** Attributes whose values differ when only the case differs. */
  readonly caseExact: readonly string[];
  /** An account with this value is disabled. */
  readonly disabled: { readonly path: string; readonly value: Json };
  /** The value of the same attribute that gives a disabled account its access back. */
  readonly enabled: Json;
}

/**
 * The form in which values of an attribute are compared with what a target holds: without regard to letter case and to ways
 * of writing the same letter, unless the case counts. Total, because a target may hold text that no store keeps.
 */
export function foldValue(
  { caseExact }: Pick<AccountRules, "caseExact">,
  path: string,
  text: string,
): string {
  return foldUnlessExact(text, { caseExact: caseExact.includes(path) });
}

/** True when an account with these attributes gives no access. */
export function isDisabled({ disabled }: AccountRules, attributes: FlatAttributes): boolean {
  return attributes[disabled.path] === disabled.value;
}

/** The change that disables an account with these attributes. */
export function toDisablingChange({ disabled }: AccountRules, attributes: FlatAttributes): FlatChange {
  return { path: disabled.path, from: attributes[disabled.path] ?? null, to: disabled.value };
}

/**
 * The attributes that a linked user's account should have when no mapping says whether it is disabled: an account
 * that Muster disabled is enabled again, that of an inactive user is disabled, and others stay as they are.
 */
export function completeAccess(
  { disabled: { path, value }, enabled }: AccountRules,
  account: {
    readonly projected: FlatAttributes;
    readonly desired: FlatAttributes;
    readonly isActive: boolean;
  },
): FlatAttributes {
  const { projected, desired, isActive } = account;
  if (Object.hasOwn(desired, path)) return desired;
  if (!isActive) return { ...desired, [path]: value };
  return Object.hasOwn(projected, path) ? { ...desired, [path]: enabled } : desired;
}

/** True for the change that gives a disabled account its access back. */
export function isAccessReturn(
  { disabled }: AccountRules,
  change: { readonly path: string; readonly from: Json; readonly to: Json },
): boolean {
  return change.path === disabled.path && change.from === disabled.value && change.to !== disabled.value;
}

/** True for the change that takes access away. */
export function isAccessRemoval(
  { disabled }: AccountRules,
  change: { readonly path: string; readonly to: Json },
): boolean {
  return change.path === disabled.path && change.to === disabled.value;
}
