import { createOrigin, createSeal, type Seal, toHead, toSealText } from "../../core/audit/chain.ts";
import type { OrgId } from "../../core/ids.ts";
import type { PlacedAuditRow } from "../../ports/audit.ts";
import type { AuditChainRow } from "../../ports/audit-tables.ts";
import type { Write } from "../../ports/store.ts";
import { runInTurns } from "../background/turn.ts";
import type { Deps } from "../deps.ts";

/** A seal that was made, and the writes that store it. */
export interface MadeSeal {
  readonly org: OrgId;
  readonly seal: Seal;
  /** When the seal before it was made; undefined for the first one. */
  readonly previousAt: number | undefined;
  readonly writes: readonly Write[];
}

/**
 * Makes the next seal of each organization that these records belong to. They are in the order of their places; those that
 * are sealed already are left out.
 */
export async function sealRecords(
  deps: Deps,
  records: readonly PlacedAuditRow[],
): Promise<readonly MadeSeal[]> {
  const made: MadeSeal[] = [];
  for (const org of new Set(records.map((record) => record.org))) {
    const chain = await deps.store.get("audit_chain", { org });
    const sealed = chain?.place ?? 0;
    const own = records.filter((record) => record.org === org && record.place > sealed);
    if (own.length > 0) made.push(await sealOwn(deps, org, chain, own));
  }
  return made;
}

async function sealOwn(
  { env, secrets }: Deps,
  org: OrgId,
  chain: AuditChainRow | undefined,
  records: readonly PlacedAuditRow[],
): Promise<MadeSeal> {
  const before = chain ?? createOrigin(org, env.hash);
  const seal = await runInTurns(env, createSeal(before, records, { at: env.now(), hash: env.hash }));
  const { keyId, signature } = secrets.certify(toSealText(org, seal, env.hash));
  const head = { ...toHead(seal), at: seal.at };
  return {
    org,
    seal,
    previousAt: chain?.at,
    writes: [
      { op: "insert", table: "audit_seal", row: { org, ...seal, key_id: keyId, signature } },
      chain === undefined
        ? { op: "insert", table: "audit_chain", row: { org, ...head, ...NO_BASE } }
        : {
            op: "update",
            table: "audit_chain",
            key: { org },
            set: head,
            expect: { seal: chain.seal, hash: chain.hash },
          },
    ],
  };
}

/** The base of a chain whose records are all there. */
const NO_BASE = {
  ...{ base_seal: null, base_record: null, base_place: null, base_hash: null },
  ...{ base_at: null, base_key: null, base_signature: null },
};
