import { toHead } from "../../core/audit/chain.ts";
import { compareSeal, readNextSeal } from "../../core/audit/compare-seal.ts";
import type { OrgId } from "../../core/ids.ts";
import type { PlacedAuditRow } from "../../ports/audit.ts";
import type { AuditChainRow, AuditSealRow } from "../../ports/audit-tables.ts";
import type { Write } from "../../ports/store.ts";
import { runInTurns } from "../background/turn.ts";
import { commitIfCurrent } from "../commit.ts";
import type { Deps } from "../deps.ts";
import { startOf, toBaseColumns } from "./chain-base.ts";
import { readPlaces } from "./read-places.ts";

/** Records that retention removes: those of an organization whose seal was made before this moment. */
export interface Removal {
  readonly org: OrgId;
  readonly before: number;
}

/**
 * Removes the oldest records of the audit trail, a seal at a time, as long as it may go on. What is left can still be
 * verified: the chain keeps a signed base in their place. Records that differ from their seal stay as evidence, and so does
 * everything after them. Returns the number of records that were removed.
 */
export async function removeRecords(
  deps: Deps,
  { org, before }: Removal,
  mayGoOn: () => boolean,
): Promise<number> {
  let removed = 0;
  while (mayGoOn()) {
    const count = await removeOldestSeal(deps, org, before);
    if (count === 0) return removed;
    removed += count;
    await deps.env.sleep(0);
  }
  return removed;
}

/** Removes the records of the oldest seal, and the seal; 0 when it is too new, or differs from its records. */
async function removeOldestSeal(deps: Deps, org: OrgId, before: number): Promise<number> {
  const { store, env, secrets } = deps;
  const chain = await store.get("audit_chain", { org });
  const [seal] = await store.page("audit_seal", { where: { org }, limit: 1 });
  if (chain === undefined || seal === undefined || seal.at >= before) return 0;
  const records = await readIntact(deps, chain, seal);
  if (records === undefined) return 0;
  const base = { ...toHead(seal), at: env.now() };
  const isDone = await commitIfCurrent(deps, [
    // First, so that two removals at once cannot both write.
    {
      op: "update",
      table: "audit_chain",
      key: { org },
      set: toBaseColumns(secrets, org, base),
      expect: { base_seal: chain.base_seal },
    },
    { op: "delete", table: "audit_seal", key: { org, number: seal.number } },
    ...records.map(({ id }): Write => ({ op: "delete", table: "audit", key: { org, id } })),
  ]);
  return isDone ? records.length : 0;
}

/** The records of a seal, if they agree with it. */
async function readIntact(
  { store, env }: Deps,
  chain: AuditChainRow,
  seal: AuditSealRow,
): Promise<readonly PlacedAuditRow[] | undefined> {
  const { org } = chain;
  const start = startOf(chain, org, env.hash);
  const entries = readNextSeal(start, seal);
  if (entries === undefined) return undefined;
  const range = { after: start.place, upto: seal.place, limit: entries.length + 1 };
  const records = await readPlaces(store, org, range);
  const found = await runInTurns(env, compareSeal({ seal, entries, records }, env.hash));
  return found === undefined ? records : undefined;
}
