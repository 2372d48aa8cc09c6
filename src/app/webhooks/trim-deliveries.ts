import { type AppId, type OrgId, trustId, type WebhookId } from "../../core/ids.ts";
import type { Write } from "../../ports/store.ts";
import { commitOrThrow } from "../commit.ts";
import type { Deps } from "../deps.ts";
import { readKeep } from "../retention/read-retention.ts";

/** Recorded exchanges of a webhook that are kept of either kind. */
const EXCHANGES_KEPT = 1_000;
/** Attempts that are read to find the oldest one that is kept; the job of retention keeps to larger numbers. */
const READ_MAX = 10_000;
const AT_ONCE = 500;

/** Drops the oldest attempts of a webhook, and its oldest exchanges. */
export async function trimDeliveries(
  deps: Pick<Deps, "store" | "retention">,
  org: OrgId,
  webhook: WebhookId,
): Promise<void> {
  const { store } = deps;
  const where = { org, webhook };
  const { number } = await readKeep(deps, org, "deliveries");
  const oldest =
    number === null || number > READ_MAX
      ? undefined
      : (await store.page("delivery", { where, descending: true, limit: number }))[number - 1];
  if (oldest !== undefined) {
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
  await store.trimExchanges(org, trustId<AppId>(webhook), { good: EXCHANGES_KEPT, failed: EXCHANGES_KEPT });
}
