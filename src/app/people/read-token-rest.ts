import { INSTANCE } from "../../core/ids.ts";
import { findTokenRest, type ProviderSignIn, type TokenRest } from "../../core/people/token-rest.ts";
import type { MusterPersonRow } from "../../ports/people-tables.ts";
import type { Deps } from "../deps.ts";
import { collectRows, readEachPage } from "../paging.ts";

/**
 * From when the personal tokens of a person rest; undefined for a person with a password, whose tokens end when they
 * expire, are revoked, or the person is disabled.
 */
export async function readTokenRest(
  { store }: Pick<Deps, "store">,
  { id: person, password }: Pick<MusterPersonRow, "id" | "password">,
): Promise<TokenRest | undefined> {
  if (password !== null) return undefined;
  const identities = await collectRows(readEachPage(store, "person_identity", { org: INSTANCE, person }));
  const signIns: ProviderSignIn[] = [];
  for (const { provider, used } of identities) {
    const [row] = await store.page("identity_provider", { where: { id: provider }, limit: 1 });
    if (row !== undefined) signIns.push({ at: used, tokenDays: row.token_days });
  }
  return findTokenRest(signIns);
}
