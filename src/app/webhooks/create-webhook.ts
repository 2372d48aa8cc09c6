import { type OrgId, trustId, type WebhookId } from "../../core/ids.ts";
import type { WebhookRow } from "../../ports/webhook-tables.ts";
import { type Author, createAuditWrite } from "../audit.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../deps.ts";
import { placeOf } from "../events/read-events.ts";
import { newSecret } from "../secrets.ts";
import { readWebhookInput } from "./webhook-input.ts";

/** The number of webhooks that an organization can have. */
export const WEBHOOKS_MAX = 20;

export interface NewWebhook {
  readonly org: OrgId;
  readonly name: string;
  readonly url: string;
  readonly types: readonly string[] | null;
  /** Where it begins: a cursor, `now`, or undefined for the beginning of the feed. */
  readonly after: string | undefined;
  /** `on` when left out. */
  readonly state?: "on" | "off";
  /** The secret that signs its messages; a new one when left out. */
  readonly secret?: string | undefined;
}

/** Creates a webhook, which gets changes from now on, and its signing secret, which is shown this once. */
export async function createWebhook(
  deps: Deps,
  author: Author,
  input: NewWebhook,
): Promise<{ readonly row: WebhookRow; readonly secret: string } | Refusal> {
  const { org, name, url, state = "on" } = input;
  const values = readWebhookInput(input);
  if (isRefusal(values)) return values;
  const place = await placeOf(deps, org, input.after);
  if (isRefusal(place)) return place;
  if ((await deps.store.count("webhook", { org })) >= WEBHOOKS_MAX) {
    return refuse("conflict", "webhook.too-many", { limit: WEBHOOKS_MAX });
  }
  const text = input.secret ?? deps.secrets.newSigningSecret();
  const secret = newSecret(deps, org, text);
  const now = deps.env.now();
  const row: WebhookRow = {
    org,
    id: trustId<WebhookId>(deps.env.newId()),
    name,
    name_key: "",
    url,
    types: null,
    ...values,
    ...{ secret: secret.id, former_secret: null, former_until: null },
    ...{ state, place, message: null, message_end: null },
    ...{ attempts: 0, failing_since: null, next_attempt: 0, last_success: null, failure: null },
    ...{ version: 1, created: now, modified: now },
  };
  const detail = { name, url: row.url, types: row.types };
  const committed = await deps.store.commit([
    { op: "insert", table: "webhook", row },
    secret.write,
    createAuditWrite(deps, author, { org, category: "webhook", activity: "create", target: row.id, detail }),
  ]);
  if (committed.kind === "conflict") return refuse("conflict", "webhook.name-taken", { name });
  return { row, secret: text };
}
