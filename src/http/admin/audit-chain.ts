import { type ChainEnd, readChain } from "../../app/audit-chain/read-chain.ts";
import { verifyInTurn } from "../../app/audit-chain/verify-in-turn.ts";
import type { Verification } from "../../app/audit-chain/verify-trail.ts";
import { type Deps, isRefusal } from "../../app/deps.ts";
import type { AuditChainShape, AuditVerificationShape } from "../../contract/audit-chain.ts";
import type { ChainBreak } from "../../core/audit/compare-seal.ts";
import { INSTANCE, type OrgId } from "../../core/ids.ts";
import type { Handlers } from "./call.ts";
import { formatTime } from "./convert.ts";

type ChainRoute = "showAuditChain" | "showInstanceAuditChain" | "verifyAudit" | "verifyInstanceAudit";

/** Serves the chain of the audit trail. */
export const auditChainHandlers: Pick<Handlers, ChainRoute> = {
  showAuditChain: async ({ context, org }) => showChain(await readChain(context.deps.store, org)),
  showInstanceAuditChain: async ({ context }) => showChain(await readChain(context.deps.store, INSTANCE)),
  verifyAudit: ({ context, org, query }) => verify(context.deps, org, query.expect),
  verifyInstanceAudit: ({ context, query }) => verify(context.deps, INSTANCE, query.expect),
};

async function verify(deps: Deps, org: OrgId, expect: string | undefined) {
  const verified = await verifyInTurn(deps, { org, expect });
  return isRefusal(verified) ? verified : showVerification(verified);
}

function showChain({ head, removed }: ChainEnd): AuditChainShape {
  if (head === undefined) return { head: null, removed };
  const { seal, record, hash, at } = head;
  return { head: { seal, record, hash, at: formatTime(at) }, removed };
}

/** A verification as the API shows it. */
export function showVerification(verified: Verification): AuditVerificationShape {
  const { records, unsealed, uncertified, break: found } = verified;
  return {
    intact: found === undefined,
    ...showChain(verified),
    ...{ records, unsealed, uncertified },
    break: found === undefined ? null : showBreak(found),
  };
}

function showBreak({ kind, record, id, at, seal, sealedAt }: ChainBreak) {
  const show = (time: number | null) => (time === null ? null : formatTime(time));
  return { kind, record, id, at: show(at), seal, sealedAt: show(sealedAt) };
}
