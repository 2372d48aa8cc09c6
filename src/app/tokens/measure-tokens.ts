import type { TokenRow } from "../../ports/tables.ts";
import type { Deps } from "../deps.ts";
import { readEachPage } from "../paging.ts";

/** Tokens whose end is measured: those that end first. */
const MEASURED_TOKENS_MAX = 100;
/** A token that ended longer ago is nobody's surprise any more. */
const EXPIRED_MS = 7 * 86_400_000;

/** The tokens that are not revoked and end first, those that ended in the last week included. */
export async function measureTokens({
  store,
  env,
}: Pick<Deps, "store" | "env">): Promise<readonly TokenRow[]> {
  const from = env.now() - EXPIRED_MS;
  let first: readonly TokenRow[] = [];
  for await (const rows of readEachPage(store, "token", { revoked: null })) {
    const recent = rows.filter(({ expires }) => expires > from);
    first = [...first, ...recent].sort((a, b) => a.expires - b.expires).slice(0, MEASURED_TOKENS_MAX);
  }
  return first;
}
