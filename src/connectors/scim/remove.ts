import type { StepId } from "../../core/ids.ts";
import type { Outcome } from "../../core/provisioning/fault.ts";
import type { AccountRef } from "../../ports/target.ts";
import type { Api } from "./api.ts";
import { checkGone, resourcePathOf } from "./reads.ts";

/** See the port. An account that the target, when it is read, says it does not have is removed. */
export async function remove(
  api: Api,
  account: AccountRef,
  step: StepId,
  signal: AbortSignal,
): Promise<Outcome<undefined>> {
  const answer = await api({
    method: "DELETE",
    path: resourcePathOf(account),
    purpose: { verb: "remove" },
    step,
    signal,
  });
  if (answer.ok) return { ok: true, value: undefined };
  const confirmed = await checkGone(api, account, answer.fault, signal);
  return confirmed.fault.kind === "not-found" ? { ok: true, value: undefined } : confirmed;
}
