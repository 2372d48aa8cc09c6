/** The error codes of webhooks. */
export const WEBHOOK_ERROR_CODES = [
  /** {webhook} */
  "webhook.not-found",
  /** {name} */
  "webhook.name-taken",
  /** {url} */
  "webhook.url-invalid",
  "webhook.url-credentials",
  "webhook.url-query",
  /** {type, known} */
  "webhook.type-unknown",
  /** {limit} */
  "webhook.too-many",
  /** {webhook}: another request changed it at the same time. */
  "webhook.changed-meanwhile",
  /** {webhook}: its signing secret was sealed under another master key, or is damaged. */
  "webhook.secret-unreadable",
  /** {delivery} */
  "webhook.delivery-not-found",
  /** {name}: a test holds no events, so that it is not sent once more. */
  "webhook.delivery-ping",
  /** {name}: the message was not acknowledged yet, and is sent again by itself. */
  "webhook.delivery-waiting",
  /** {name}: the types of the webhook changed since, so that the message would hold other events. */
  "webhook.delivery-changed",
] as const;
