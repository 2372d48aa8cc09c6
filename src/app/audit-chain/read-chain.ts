import type { ChainHead } from "../../core/audit/chain.ts";
import type { OrgId } from "../../core/ids.ts";
import type { StoreReads } from "../../ports/store.ts";
import { readBase } from "./chain-base.ts";

/** The end of a chain as its row says; nothing is compared with the records. */
export interface ChainEnd {
  readonly head: (ChainHead & { readonly at: number }) | undefined;
  /** Records that retention has removed. */
  readonly removed: number;
}

/** Reads the end of the chain of an organization. */
export async function readChain(store: Pick<StoreReads, "get">, org: OrgId): Promise<ChainEnd> {
  const head = await store.get("audit_chain", { org });
  return { head, removed: readBase(head)?.record ?? 0 };
}
