import type { Write } from "../../ports/store.ts";
import type { DeliveryRow, WebhookRow } from "../../ports/webhook-tables.ts";

/** The write that changes a webhook, refused if one of the expected columns has another value by then. */
export function updateWebhook(
  { org, id }: Pick<WebhookRow, "org" | "id">,
  set: Partial<WebhookRow>,
  expect: Partial<WebhookRow>,
): Write {
  return { op: "update", table: "webhook", key: { org, id }, set, expect };
}

/** The write that stores how an attempt at a message ended. */
export function endDelivery(
  { org, id }: Pick<DeliveryRow, "org" | "id">,
  end: Partial<DeliveryRow> & Pick<DeliveryRow, "state" | "ended">,
): Write {
  return { op: "update", table: "delivery", key: { org, id }, set: end };
}
