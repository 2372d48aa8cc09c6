import type { ObjectId } from "../../core/ids.ts";
import { decideReference } from "../../core/provisioning/decide-reference.ts";
import type { Settings } from "../../core/provisioning/settings.ts";
import type { LinkRow, ObjectRow } from "../../ports/tables.ts";
import { readRowsAmong } from "../paging.ts";
import { readScopes, type ScopedApplication, type ScopeRule } from "./read-scope.ts";

/**
 * The account of a referenced object: `awaited` where one will exist as far as scope and state tell; `isOpen` where a
 * decision of the plan is still missing.
 */
export type ReferencedAccount = { readonly account: string; readonly isOpen?: true } | "awaited";

/** The decisions of a plan on referenced users, as far as they are made. */
export interface PlannedPresence {
  /** True once no decision of the plan is expected any more. */
  readonly isFinal: boolean;
  readonly find: (id: ObjectId) => "in" | "out" | "deleted" | undefined;
}

/** Outside a plan the links tell all that is known. */
const NO_PLAN: PlannedPresence = { isFinal: true, find: () => undefined };

/** Reads the accounts of referenced users; a user who has no account and gets none is left out. */
export async function readReferences(
  context: ScopedApplication,
  rule: ScopeRule,
  {
    ids,
    createsUsers,
    presence = NO_PLAN,
  }: {
    readonly ids: readonly ObjectId[];
    /** False if creating is switched off in the mapping of users. */
    readonly createsUsers: boolean;
    readonly presence?: PlannedPresence | undefined;
  },
): Promise<ReadonlyMap<ObjectId, ReferencedAccount>> {
  const { org, app, deps } = context;
  const found = new Map<ObjectId, ReferencedAccount>();
  const among = { column: "object", values: ids } as const;
  const rows = await readRowsAmong(deps.store, "link", { org, app }, among);
  const links = rows.filter(({ object }) => !rule.voidLinks.has(object));
  for (const [id, account] of await readLinkedAccounts(context, rule, { links, presence }))
    found.set(id, account);
  const linked = new Set(links.map(({ object }) => object));
  const unlinked = ids.filter((id) => !linked.has(id));
  if (unlinked.length === 0 || !createsUsers) return found;
  for (const id of await readAdmitted(context, rule, unlinked, isActive)) found.set(id, "awaited");
  return found;
}

/** True if an account to which others refer can lose the reference without a change of theirs. */
export function mayLoseReferences({
  onManagerLeave,
  onScopeLeave,
  onFilteredOut,
  onUserDeleted,
}: Settings): boolean {
  return onManagerLeave === "clear" || [onScopeLeave, onFilteredOut, onUserDeleted].includes("delete");
}

/** The accounts of linked users, without those to which no reference is kept. */
async function readLinkedAccounts(
  context: ScopedApplication,
  rule: ScopeRule,
  { links, presence }: { readonly links: readonly LinkRow[]; readonly presence: PlannedPresence },
): Promise<readonly (readonly [ObjectId, ReferencedAccount])[]> {
  const { settings } = context;
  if (!mayLoseReferences(settings)) return links.map(({ object, account }) => [object, { account }]);
  const undecided = presence.isFinal
    ? []
    : links.filter(({ object }) => presence.find(object) === undefined).map(({ object }) => object);
  const admitted = new Set(await readAdmitted(context, rule, undecided, () => true));
  return links.flatMap(({ object, account, scope }) => {
    const kept = decideReference({
      policy: settings.onManagerLeave,
      linked: scope,
      isAdmitted: admitted.has(object),
      planned: presence.find(object),
      isFinal: presence.isFinal,
    });
    if (kept === "absent") return [];
    return [[object, kept === "open" ? { account, isOpen: true } : { account }] as const];
  });
}

function isActive({ doc }: ObjectRow): boolean {
  return doc["active"] !== false;
}

/** Those of the users that are not deleted, and that assignments and filters bring in. */
async function readAdmitted(
  context: ScopedApplication,
  rule: ScopeRule,
  ids: readonly ObjectId[],
  isMeant: (row: ObjectRow) => boolean,
): Promise<readonly ObjectId[]> {
  if (ids.length === 0) return [];
  const { org, deps } = context;
  const objects = await readRowsAmong(deps.store, "object", { org }, { column: "id", values: ids });
  const candidates = objects.filter((row) => row.deleted === null && isMeant(row));
  const scopes = await readScopes(context, rule, candidates);
  return candidates.filter(({ id }) => scopes.get(id)?.isIn === true).map(({ id }) => id);
}
