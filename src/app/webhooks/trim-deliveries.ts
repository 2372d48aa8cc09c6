import { type AppId, type OrgId, trustId, type WebhookId } from "../../core/ids.ts";
import type { Store, Write } from "../../ports/store.ts";
import { commitOrThrow } from "../commit.ts";

/** Attempts kept of each webhook, and recorded exchanges of either kind. */
const KEPT = 1_000;
const AT_ONCE = 500;

/** Drops the oldest attempts of a webhook, and its oldest exchanges. */
export async function trimDeliveries(store: Store, org: OrgId, webhook: WebhookId): Promise<void> {
  const where = { org, webhook };
  const kept = await store.page("delivery", { where, descending: true, limit: KEPT });
  const oldest = kept.at(-1);
  if (kept.length === KEPT && oldest !== undefined) {
    for (;;) {
      const rows = await store.page("delivery", {
        where,
        descending: true,
        after: oldest.id,
        limit: AT_ONCE,
      });
      if (rows.length === 0) break;
      await commitOrThrow(
        { store },
        rows.map(({ id }): Write => ({ op: "delete", table: "delivery", key: { org, id } })),
      );
    }
  }
  await store.trimExchanges(org, trustId<AppId>(webhook), { good: KEPT, failed: KEPT });
}
