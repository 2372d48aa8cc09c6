import { type Deps, type Refusal, refuse } from "../deps.ts";
import { type Verification, type VerifyRequest, verifyTrail } from "./verify-trail.ts";

/** Callers that may have or await a verification of one organization: each reads the whole trail. */
export const VERIFICATIONS_MAX = 4;

/** Verifies a trail for a request. Those of an organization run one after the other, and only a few may wait. */
export async function verifyInTurn(deps: Deps, request: VerifyRequest): Promise<Verification | Refusal> {
  const turn = await deps.verifyTurns.tryRun([request.org], () => verifyTrail(deps, request));
  return turn === undefined ? refuse("unavailable", "audit.verification-busy") : turn.result;
}
