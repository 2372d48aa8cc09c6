import type { TokenRow } from "../../ports/tables.ts";
import type { Actor, Deps } from "../deps.ts";

/** Reads the token that a caller holds. It is there: the caller was let in with it a moment ago. */
export async function getCaller({ store }: Deps, { org, tokenId }: Actor): Promise<TokenRow> {
  const row = await store.get("token", { org, id: tokenId });
  if (row === undefined) throw new Error("the caller's token is gone");
  return row;
}
