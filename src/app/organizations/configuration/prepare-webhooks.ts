import type { Json } from "../../../core/json.ts";
import { isSameJson } from "../../../core/json.ts";
import { toPointer } from "../../../core/json-pointer.ts";
import { foldText } from "../../../core/scim/text.ts";
import type { WebhookRow } from "../../../ports/webhook-tables.ts";
import { readReference } from "../../applications/configuration/prepare-credential.ts";
import type { Author } from "../../audit.ts";
import { type ConfigurationError, type Deps, isRefusal, type Refusal } from "../../deps.ts";
import { collectRows, readEachPage } from "../../paging.ts";
import { isSecretText } from "../../secrets.ts";
import { deleteWebhook, rotateSigningSecret, updateWebhook } from "../../webhooks/change-webhook.ts";
import { createWebhook, WEBHOOKS_MAX } from "../../webhooks/create-webhook.ts";
import { readWebhookInput, type WebhookInput } from "../../webhooks/webhook-input.ts";
import { readTypes } from "./describe-organization.ts";
import {
  type ConfigurationStep,
  type DocumentWebhook,
  NO_PART,
  type PartChange,
  type PreparedPart,
  toPartChange,
  type WantedOrganization,
} from "./organization-document.ts";

/** Compares the webhooks of a document with the stored ones, by their names. Those that go are deleted first. */
export async function prepareWebhooks(
  deps: Deps,
  author: Author,
  wanted: WantedOrganization,
): Promise<PreparedPart> {
  const { org, document, prune } = wanted;
  const { webhooks } = document;
  if (webhooks === undefined) return NO_PART;
  const stored = await collectRows(readEachPage(deps.store, "webhook", { org }));
  const names = webhooks.map(({ name }) => foldText(name));
  const gone = prune ? stored.filter(({ name_key }) => !names.includes(name_key)) : [];
  const parts: PreparedPart[] = gone.map((row) => dropWebhook(deps, author, wanted, row));
  for (const [at, webhook] of webhooks.entries()) {
    const key = foldText(webhook.name);
    const pointer = toPointer("webhooks", at);
    const before = stored.find(({ name_key }) => name_key === key);
    const isRepeated = names.indexOf(key) !== at;
    parts.push(
      isRepeated
        ? failed({
            code: "configuration.listed-twice",
            pointer: `${pointer}/name`,
            params: { name: webhook.name },
          })
        : await prepareWebhook(deps, author, { wanted, webhook, pointer, before }),
    );
  }
  const kept = stored.length - gone.length;
  const created = names.filter((name) => !stored.some(({ name_key }) => name_key === name)).length;
  if (kept + created > WEBHOOKS_MAX) {
    parts.push(failed({ code: "webhook.too-many", pointer: "/webhooks", params: { limit: WEBHOOKS_MAX } }));
  }
  return {
    changes: parts.flatMap(({ changes }) => changes),
    steps: parts.flatMap(({ steps }) => steps),
    errors: parts.flatMap(({ errors }) => errors),
  };
}

function failed(error: ConfigurationError): PreparedPart {
  return { ...NO_PART, errors: [error] };
}

function dropWebhook(
  deps: Deps,
  author: Author,
  { org, document }: WantedOrganization,
  { id: webhook, name, url }: WebhookRow,
): PreparedPart {
  const run = () => deleteWebhook(deps, author, { org, webhook });
  return {
    changes: [toPartChange(document, "delete", `webhooks/${name}`, { from: url })],
    steps: [{ changes: 1, pointer: "/webhooks", run }],
    errors: [],
  };
}

/** A webhook of a document, with the stored one of its name. */
interface WantedWebhook {
  readonly wanted: WantedOrganization;
  readonly webhook: DocumentWebhook;
  readonly pointer: string;
  readonly before: WebhookRow | undefined;
}

async function prepareWebhook(deps: Deps, author: Author, each: WantedWebhook): Promise<PreparedPart> {
  const { webhook, pointer, before, wanted } = each;
  const { name, url, types } = webhook;
  const input = {
    ...(url === undefined ? {} : { url }),
    ...(types === undefined ? {} : { types }),
  };
  const values = readWebhookInput({ name, ...input });
  if (isRefusal(values)) return failed(toError(values, pointer));
  if (before === undefined && url === undefined) {
    return failed({ code: "configuration.webhook-url-missing", pointer, params: { name } });
  }
  const secret = readSecret(each);
  if (typeof secret === "object") return failed(secret);
  return before === undefined
    ? newWebhook(deps, author, each, { url: url ?? "", secret })
    : changedWebhook(deps, author, { before, webhook, wanted, pointer }, { input, secret });
}

function toError({ code, params }: Refusal, pointer: string): ConfigurationError {
  const member = code === "webhook.type-unknown" ? "types" : "url";
  return { code, pointer: `${pointer}/${member}`, params };
}

/** The secret that a reference leads to; undefined for the stored one, or for one that a new webhook gets by itself. */
function readSecret({
  webhook,
  pointer,
  before,
  wanted,
}: WantedWebhook): string | undefined | ConfigurationError {
  if (webhook.secret === undefined) return undefined;
  const read = readReference(webhook.secret, wanted.secrets);
  if (read.text === undefined) {
    if (read.mayKeep && before !== undefined) return undefined;
    const { code, reference } = read;
    return { code, pointer: `${pointer}/secret${read.below}`, params: { reference } };
  }
  const isUsable = /^whsec_[A-Za-z0-9+/]{32,}={0,2}$/.test(read.text);
  if (isUsable) return read.text;
  const params = { reference: read.reference };
  return { code: "configuration.signing-secret", pointer: `${pointer}/secret${read.below}`, params };
}

function newWebhook(
  deps: Deps,
  author: Author,
  { wanted: { org, document }, webhook, pointer }: WantedWebhook,
  { url, secret }: { readonly url: string; readonly secret: string | undefined },
): PreparedPart {
  const { name, types = null, state = "on" } = webhook;
  const run = async () => {
    const made = await createWebhook(deps, author, { org, name, url, types, after: "now", state, secret });
    return isRefusal(made) ? made : undefined;
  };
  const to = { url, types, state };
  return {
    changes: [toPartChange(document, "create", `webhooks/${name}`, { to })],
    steps: [{ changes: 1, pointer, run }],
    errors: [],
  };
}

type StoredWebhook = WantedWebhook & { readonly before: WebhookRow };

async function changedWebhook(
  deps: Deps,
  author: Author,
  { before, webhook, wanted, pointer }: StoredWebhook,
  { input, secret }: { readonly input: WebhookInput; readonly secret: string | undefined },
): Promise<PreparedPart> {
  const { org, document } = wanted;
  const which = { org, webhook: before.id };
  const steps: ConfigurationStep[] = [];
  const changes = listChanges(before, input, webhook).map(
    ({ member, from, to }): PartChange =>
      toPartChange(document, "change", `webhooks/${before.name}/${member}`, { from, to }),
  );
  const given = new Set(changes.map(({ path }) => path.split("/").at(-1)));
  if (changes.length > 0) {
    const change = {
      ...(given.has("url") ? { url: input.url } : {}),
      ...(given.has("types") ? { types: input.types } : {}),
      ...(given.has("state") ? { state: webhook.state } : {}),
    };
    const run = async () => {
      const row = await updateWebhook(deps, author, { ...which, change });
      return isRefusal(row) ? row : undefined;
    };
    steps.push({ changes: changes.length, pointer, run });
  }
  if (secret !== undefined && !(await isSecretText(deps, { org, id: before.secret }, secret))) {
    changes.push(toPartChange(document, "change", `webhooks/${before.name}/secret`, { from: "*", to: "*" }));
    const run = async () => {
      const rotated = await rotateSigningSecret(deps, author, { ...which, secret });
      return isRefusal(rotated) ? rotated : undefined;
    };
    steps.push({ changes: 1, pointer, run });
  }
  return { changes, steps, errors: [] };
}

/** The members that differ from those that are stored. */
function listChanges(
  before: WebhookRow,
  { url, types }: WebhookInput,
  { state }: DocumentWebhook,
): readonly { readonly member: string; readonly from: Json; readonly to: Json }[] {
  const values = readWebhookInput({ url, types });
  const after = isRefusal(values) ? {} : values;
  const members = [
    { member: "url", from: before.url, to: after.url },
    { member: "types", from: readTypes(before.types), to: after.types },
    { member: "state", from: before.state, to: state },
  ];
  return members.flatMap(({ member, from, to }) =>
    to === undefined || isSameJson(from, to) ? [] : [{ member, from, to }],
  );
}
