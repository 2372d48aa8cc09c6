import type { AppId, OrgId } from "../../../core/ids.ts";
import type { Deps } from "../../deps.ts";
import { RETENTION } from "../../retention.ts";
import { trimPlans } from "./trim-plans.ts";

/** Exchanges kept of those that went well; of failed ones and of plans the configuration says how many. */
const GOOD_EXCHANGES_KEPT = 10_000;

/** Drops the oldest of what is kept of an application for people to look at, as long as it may go on. */
export async function applyRetention(
  { store, retention = RETENTION }: Pick<Deps, "store" | "retention">,
  org: OrgId,
  app: AppId,
  mayGoOn: () => boolean,
): Promise<void> {
  const { failedExchanges, plans } = retention;
  await store.trimExchanges(org, app, { good: GOOD_EXCHANGES_KEPT, failed: failedExchanges });
  await trimPlans(store, { org, app, keep: plans }, mayGoOn);
}
