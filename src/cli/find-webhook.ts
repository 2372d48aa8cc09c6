import { type WebhookShape, webhookRoutes } from "../contract/webhooks.ts";
import type { Client } from "./client.ts";
import { CliError, EXIT } from "./exit.ts";

/** Finds the organization's webhook with this id or name, without regard to case. */
export async function findWebhook(api: Client, org: string, find: string): Promise<WebhookShape> {
  const { items } = await api.call(webhookRoutes.listWebhooks, { params: { org } });
  const wanted = find.toLowerCase();
  const found = items.find(({ webhookId, name }) => [webhookId, name.toLowerCase()].includes(wanted));
  if (found === undefined) throw new CliError(EXIT.failed, "webhook.not-found", { webhook: find });
  return found;
}
