import { EVENT_TYPES } from "../../core/events/event.ts";
import { findAddressExtra, stripAddress } from "../../core/redact.ts";
import { foldText } from "../../core/scim/text.ts";
import type { WebhookRow } from "../../ports/webhook-tables.ts";
import { type Refusal, refuse } from "../deps.ts";

/** The checked settings of a webhook. */
export type WebhookValues = Pick<WebhookRow, "name" | "name_key" | "url" | "types">;

/** The parts of a webhook that people give; each may be left out. */
export interface WebhookInput {
  readonly name?: string | undefined;
  readonly url?: string | undefined;
  /** Null for every type. */
  readonly types?: readonly string[] | null | undefined;
}

/** The given parts as they are stored, or what is wrong with them. */
export function readWebhookInput({ name, url, types }: WebhookInput): Partial<WebhookValues> | Refusal {
  const read = url === undefined ? undefined : readUrl(url);
  if (typeof read === "object") return read;
  const unknown = types?.find((type) => !Object.hasOwn(EVENT_TYPES, type));
  if (unknown !== undefined) {
    const known = Object.keys(EVENT_TYPES).join(", ");
    return refuse("invalid", "webhook.type-unknown", { type: unknown, known });
  }
  return {
    ...(name === undefined ? {} : { name, name_key: foldText(name) }),
    ...(read === undefined ? {} : { url: read }),
    ...(types === undefined
      ? {}
      : { types: types === null || types.length === 0 ? null : [...new Set(types)] }),
  };
}

/**
 * Reads an address: absolute, http or https. Refuses credentials, a query and a fragment: each may hold a secret, and
 * addresses are stored, shown and logged.
 */
function readUrl(text: string): string | Refusal {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  if (url === undefined || !["http:", "https:"].includes(url.protocol)) {
    return refuse("invalid", "webhook.url-invalid", { url: stripAddress(text) });
  }
  const extra = findAddressExtra(text);
  if (extra === "credentials") return refuse("invalid", "webhook.url-credentials");
  if (extra === "query") return refuse("invalid", "webhook.url-query");
  return url.href;
}

/** The types that a webhook gets; undefined for all. */
export function wantedTypesOf({ types }: Pick<WebhookRow, "types">): ReadonlySet<unknown> | undefined {
  return Array.isArray(types) ? new Set(types) : undefined;
}
