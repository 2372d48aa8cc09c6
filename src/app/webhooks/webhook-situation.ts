import type { Store } from "../../ports/store.ts";
import type { WebhookRow, WebhookState } from "../../ports/webhook-tables.ts";
import type { Deps } from "../deps.ts";
import { readEachPage } from "../paging.ts";

/** All webhooks of the instance by state, and the age of the oldest change not yet sent to one that is on. */
export async function readWebhookSituation({ store, env }: Pick<Deps, "store" | "env">): Promise<{
  readonly states: Readonly<Record<WebhookState, number>>;
  readonly lagSeconds: number;
}> {
  const states = { on: 0, off: 0, paused: 0, gone: 0 };
  let oldest = Number.POSITIVE_INFINITY;
  for await (const rows of readEachPage(store, "webhook", {})) {
    for (const row of rows) {
      states[row.state] += 1;
      if (row.state === "on") oldest = Math.min(oldest, await findOldestUnsent(store, row));
    }
  }
  return { states, lagSeconds: Math.max(0, (env.now() - oldest) / 1_000) };
}

async function findOldestUnsent(store: Store, { org, place }: WebhookRow): Promise<number> {
  const { entries } = await store.feed(org, place, await store.feedHead(org), 1);
  return entries[0]?.at ?? Number.POSITIVE_INFINITY;
}
