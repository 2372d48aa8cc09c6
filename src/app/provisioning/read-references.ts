import type { ObjectId } from "../../core/ids.ts";
import { readRowsAmong } from "../paging.ts";
import { readScopes, type ScopedApplication, type ScopeRule } from "./read-scope.ts";

/** The account of a referenced object; `awaited` where one will exist as far as scope and state tell. */
export type ReferencedAccount = { readonly account: string } | "awaited";

/** Reads the accounts of referenced users; a user who has no account and gets none is left out. */
export async function readReferences(
  context: ScopedApplication,
  rule: ScopeRule,
  {
    ids,
    createsUsers,
  }: {
    readonly ids: readonly ObjectId[];
    /** False if creating is switched off in the mapping of users. */
    readonly createsUsers: boolean;
  },
): Promise<ReadonlyMap<ObjectId, ReferencedAccount>> {
  const { org, app, deps } = context;
  const found = new Map<ObjectId, ReferencedAccount>();
  const among = { column: "object", values: ids } as const;
  for (const link of await readRowsAmong(deps.store, "link", { org, app }, among)) {
    if (!rule.voidLinks.has(link.object)) found.set(link.object, { account: link.account });
  }
  const unlinked = ids.filter((id) => !found.has(id));
  if (unlinked.length === 0 || !createsUsers) return found;
  const objects = await readRowsAmong(deps.store, "object", { org }, { column: "id", values: unlinked });
  const candidates = objects.filter((row) => row.deleted === null && row.doc["active"] !== false);
  const scopes = await readScopes(context, rule, candidates);
  for (const { id } of candidates) if (scopes.get(id)?.isIn === true) found.set(id, "awaited");
  return found;
}
