import type { AppId, OrgId } from "../../../core/ids.ts";
import type { Deps } from "../../deps.ts";
import { readKeep } from "../../retention/read-retention.ts";
import { trimPlans } from "../../retention/trim-plans.ts";

/**
 * Keeps to the numbers of what is kept of an application, as long as it may go on. A cycle can add more of these records than
 * may wait until the next run of the job, which removes the others and goes by age.
 */
export async function applyRetention(
  deps: Pick<Deps, "store" | "retention">,
  org: OrgId,
  app: AppId,
  mayGoOn: () => boolean,
): Promise<void> {
  const { store } = deps;
  const numberOf = async (kind: "exchanges" | "failedExchanges" | "plans") =>
    (await readKeep(deps, org, kind)).number ?? Number.MAX_SAFE_INTEGER;
  const [good, failed] = [await numberOf("exchanges"), await numberOf("failedExchanges")];
  await store.trimExchanges(org, app, { good, failed });
  await trimPlans(store, { org, app, keep: await numberOf("plans") }, mayGoOn);
}
