import {
  type ChainBase,
  type ChainHead,
  createOrigin,
  type HashText,
  toBaseText,
} from "../../core/audit/chain.ts";
import type { OrgId } from "../../core/ids.ts";
import type { AuditChainRow } from "../../ports/audit-tables.ts";
import type { Secrets } from "../../ports/secrets.ts";

/** The base that the row of a chain holds; undefined while no record was removed. */
export function readBase(chain: AuditChainRow | undefined): ChainBase | undefined {
  if (chain === undefined) return undefined;
  const { base_seal: seal, base_record: record, base_place: place, base_hash: hash, base_at: at } = chain;
  if (seal === null || record === null || place === null || hash === null || at === null) return undefined;
  return { seal, record, place, hash, at };
}

/** The place that the first seal in the store follows: the base, or the origin of the chain. */
export function startOf(chain: AuditChainRow | undefined, org: OrgId, hash: HashText): ChainHead {
  return readBase(chain) ?? createOrigin(org, hash);
}

/** The columns of a base, signed. */
export function toBaseColumns(secrets: Pick<Secrets, "certify">, org: OrgId, base: ChainBase) {
  const { keyId, signature } = secrets.certify(toBaseText(org, base));
  const { seal, record, place, hash, at } = base;
  return {
    ...{ base_seal: seal, base_record: record, base_place: place, base_hash: hash, base_at: at },
    ...{ base_key: keyId, base_signature: signature },
  };
}

/** True if the base has its signature; undefined if it was made with another master key. */
export function isBaseCertified(
  secrets: Pick<Secrets, "isCertified">,
  { org, base_key: keyId, base_signature: signature }: AuditChainRow,
  base: ChainBase,
): boolean | undefined {
  if (keyId === null || signature === null) return false;
  return secrets.isCertified(toBaseText(org, base), { keyId, signature });
}
