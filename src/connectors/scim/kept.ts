import { flattenAccount } from "../../core/mapping/flat.ts";
import { attributeNameOf, isHidden, isOffered } from "../../core/provisioning/offered-attributes.ts";
import type { Account, AccountRef, AttributeChange, RefusedAttribute } from "../../ports/target.ts";
import { SCIM_RULES } from "./defaults.ts";
import { createFault } from "./faults.ts";
import { read } from "./reads.ts";
import { refuseChanges } from "./refusals.ts";
import { noteKept, type ScimConnection } from "./state.ts";

/** Attributes that the target accepted, and the account as its answer shows it. */
interface WrittenAttributes {
  readonly account: AccountRef;
  readonly shown: Account | undefined;
  readonly sent: readonly AttributeChange[];
}

/**
 * The attributes that the target accepted and did not keep: a second telephone number, or an extension that it does not
 * have. An answer that shows the account without them is checked by a read, because an answer may be short. An
 * attribute that the account keeps although the target does not list it is remembered.
 */
export async function findLost(
  connection: ScimConnection,
  { account, shown, sent }: WrittenAttributes,
  signal: AbortSignal,
): Promise<readonly RefusedAttribute[]> {
  const { api, abilities, writeOnly } = connection;
  const { type } = account;
  const isShown = (path: string) => !isHidden(abilities, type, path) && !writeOnly.has(path);
  const visible = sent.filter(({ path, to }) => to !== null && isShown(path));
  const isUnproven = ({ path }: AttributeChange) => !isOffered(abilities, type, path);
  const missing = findMissing(shown, visible);
  const remember = (lost: readonly AttributeChange[]) => {
    const kept = visible.filter((change) => isUnproven(change) && !lost.includes(change));
    const names = kept.flatMap(({ path }) => attributeNameOf(path) ?? []);
    noteKept(connection, type, names);
  };
  if (missing.length === 0) {
    remember([]);
    return [];
  }
  // An answer that is short proves nothing, and is worth a read only for an attribute that is in doubt.
  if (isShort(shown, account, sent) && !missing.some(isUnproven)) return [];
  const held = await read(api, account, signal);
  if (!held.ok || isShort(held.value, account, sent)) return [];
  const lost = findMissing(held.value, missing);
  remember(lost);
  return lost.flatMap((change) =>
    refuseChanges([change], {
      ...createFault("invalid", "target.not-kept", { path: change.path }),
      refusedBy: "target",
    }),
  );
}

/** As `findLost`, for the attributes alone that the target does not list and that no account was seen to keep. */
export function findUnprovenLost(
  connection: ScimConnection,
  { account, shown, sent }: WrittenAttributes,
  signal: AbortSignal,
): Promise<readonly RefusedAttribute[]> {
  const unproven = sent.filter(({ path }) => !isOffered(connection.abilities, account.type, path));
  return findLost(connection, { account, shown, sent: unproven }, signal);
}

/** True for an answer that does not show even the name of the account, or whether it is enabled if this was sent. */
function isShort(
  shown: Account | undefined,
  { type }: AccountRef,
  sent: readonly AttributeChange[],
): boolean {
  if (shown === undefined) return true;
  const { naturalKey, disabled } = SCIM_RULES;
  const isState = sent.some(({ path }) => path === disabled.path);
  const needed = [naturalKey[type], ...(isState ? [disabled.path] : [])];
  const flat = flattenAccount(needed, shown.attributes);
  return needed.some((path) => flat[path] === undefined);
}

/** The attributes that an account shows no value of. Another value is the target's way of writing it. */
function findMissing(
  shown: Account | undefined,
  sent: readonly AttributeChange[],
): readonly AttributeChange[] {
  if (shown === undefined) return sent;
  const flat = flattenAccount(
    sent.map(({ path }) => path),
    shown.attributes,
  );
  return sent.filter(({ path }) => flat[path] === undefined);
}
