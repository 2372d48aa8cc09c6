import type { OrgId, SecretId, WebhookId } from "../../core/ids.ts";
import type { JsonObject } from "../../core/json.ts";
import type { Store, Write } from "../../ports/store.ts";
import type { WebhookRow } from "../../ports/webhook-tables.ts";
import { type Author, createAuditWrite } from "../audit.ts";
import { commitOrThrow } from "../commit.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../deps.ts";
import { newSecret } from "../secrets.ts";
import { getWebhook } from "./find-webhook.ts";
import { readWebhookInput, type WebhookInput } from "./webhook-input.ts";

interface Which {
  readonly org: OrgId;
  readonly webhook: WebhookId;
}

/** Rows deleted by one change set: few enough that other writes come in between. */
const AT_ONCE = 500;
const NEVER_TRIED = { attempts: 0, failing_since: null, next_attempt: 0 } as const;

/**
 * Changes a webhook, or turns it on or off. Events it has not acknowledged are sent once it is on. Another
 * address or other types end the message under way: its events are sent again, under another id.
 */
export async function updateWebhook(
  deps: Deps,
  author: Author,
  input: Which & { readonly change: WebhookInput & { readonly state?: "on" | "off" | undefined } },
): Promise<WebhookRow | Refusal> {
  const { change } = input;
  const values = readWebhookInput(change);
  if (isRefusal(values)) return values;
  const isNewMessage = values.url !== undefined || values.types !== undefined;
  const set: Partial<WebhookRow> = {
    ...values,
    ...(isNewMessage ? { message: null, message_end: null, ...NEVER_TRIED } : {}),
    ...(change.state === undefined ? {} : { state: change.state }),
    ...(change.state === "on" ? NEVER_TRIED : {}),
  };
  const { name_key: _, ...told } = { ...values, ...(change.state && { state: change.state }) };
  return changeRow(deps, author, input, {
    activity: "update",
    detail: told,
    change: () => ({ set, writes: [] }),
  });
}

/** How long messages are signed with the former secret too. */
const OVERLAP_HOURS_DEFAULT = 24;

/** Gives a webhook another secret, shown this once. The former one goes on beside it for a while. */
export async function rotateSigningSecret(
  deps: Deps,
  author: Author,
  input: Which & {
    readonly overlapHours?: number | undefined;
    /** The other secret; a new one when left out. */
    readonly secret?: string | undefined;
  },
): Promise<{ readonly row: WebhookRow; readonly secret: string } | Refusal> {
  const { overlapHours = OVERLAP_HOURS_DEFAULT } = input;
  const text = input.secret ?? deps.secrets.newSigningSecret();
  const secret = newSecret(deps, input.org, text);
  const change = (before: WebhookRow) => {
    const keepsFormer = overlapHours > 0;
    const dropped = [before.former_secret, keepsFormer ? null : before.secret];
    const set = {
      secret: secret.id,
      former_secret: keepsFormer ? before.secret : null,
      former_until: keepsFormer ? deps.env.now() + overlapHours * 3_600_000 : null,
    };
    return { set, writes: [secret.write, ...dropped.flatMap((id) => dropSecret(input.org, id))] };
  };
  const detail = { overlapHours };
  const row = await changeRow(deps, author, input, { activity: "rotate-secret", detail, change });
  return isRefusal(row) ? row : { row, secret: text };
}

/** Removes a webhook with its secrets and the journal of its deliveries. What is under way may still arrive. */
export async function deleteWebhook(deps: Deps, author: Author, which: Which): Promise<undefined | Refusal> {
  const { org, webhook } = which;
  const before = await getWebhook(deps, org, webhook);
  if (isRefusal(before)) return before;
  const { name, url, version } = before;
  const committed = await deps.store.commit([
    { op: "delete", table: "webhook", key: { org, id: webhook }, expect: { version } },
    ...dropSecret(org, before.secret),
    ...dropSecret(org, before.former_secret),
    createAuditWrite(deps, author, {
      ...{ org, category: "webhook", activity: "delete", target: webhook },
      detail: { name, url },
    }),
  ]);
  if (committed.kind === "conflict") return refuse("conflict", "webhook.changed-meanwhile", { webhook });
  await removeDeliveries(deps.store, which);
  return undefined;
}

/** The write that drops a secret, if there is one. */
export function dropSecret(org: OrgId, id: SecretId | null): readonly Write[] {
  return id === null ? [] : [{ op: "delete", table: "secret", key: { org, id } }];
}

/** A change with its entry in the audit trail. */
interface RowChange {
  readonly activity: string;
  readonly detail: JsonObject;
  change(before: WebhookRow): { readonly set: Partial<WebhookRow>; readonly writes: readonly Write[] };
}

async function changeRow(
  deps: Deps,
  author: Author,
  { org, webhook }: Which,
  { activity, detail, change }: RowChange,
): Promise<WebhookRow | Refusal> {
  const before = await getWebhook(deps, org, webhook);
  if (isRefusal(before)) return before;
  const { version } = before;
  const { set, writes } = change(before);
  const changed = { ...set, version: version + 1, modified: deps.env.now() };
  const committed = await deps.store.commit([
    { op: "update", table: "webhook", key: { org, id: webhook }, set: changed, expect: { version } },
    ...writes,
    createAuditWrite(deps, author, { org, category: "webhook", activity, target: webhook, detail }),
  ]);
  if (committed.kind === "committed") return getWebhook(deps, org, webhook);
  return committed.reason === "exists"
    ? refuse("conflict", "webhook.name-taken", { name: set.name ?? before.name })
    : refuse("conflict", "webhook.changed-meanwhile", { webhook });
}

async function removeDeliveries(store: Store, { org, webhook }: Which): Promise<void> {
  for (;;) {
    const rows = await store.page("delivery", { where: { org, webhook }, limit: AT_ONCE });
    if (rows.length === 0) return;
    await commitOrThrow(
      { store },
      rows.map(({ id }): Write => ({ op: "delete", table: "delivery", key: { org, id } })),
    );
  }
}
