import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import type { SenderOptions } from "../../../src/app/webhooks/webhook-sender.ts";
import { WebhookSender } from "../../../src/app/webhooks/webhook-sender.ts";
import type { NewWebhookShape, WebhookShape } from "../../../src/contract/webhooks.ts";
import { computeDeliveryDelayMs } from "../../../src/core/events/delivery-delay.ts";
import { type OrgId, trustId } from "../../../src/core/ids.ts";
import type { Scheduler } from "../../../src/ports/scheduler.ts";
import { type Received, startWebhookReceiver, type WebhookReceiver } from "../../targets/webhook-receiver.ts";
import type { Answer } from "../admin/server.ts";
import { type ScimClient, type ScimServer, startScimServer, user } from "../scim/server.ts";
import type { StoreUnderTest } from "../store/stores.ts";

/** The scheduler of these tests: its seconds are short. */
export const hastyScheduler: Scheduler = {
  every(seconds, run) {
    const timer = setInterval(() => void run(), seconds * 40);
    return { next: () => null, stop: () => clearInterval(timer) };
  },
};

/** Waits for answers briefly, and tries again soon, or when the receiver says. */
export const HASTY: SenderOptions = {
  answerMs: 400,
  failingMsMax: 60_000,
  retryDelayMs: (attempts, share, askedMs) =>
    askedMs ?? computeDeliveryDelayMs(attempts, share, askedMs) / 200,
};

/** An organization with an administrator, a SCIM client and ways to work with webhooks. */
export interface Tenant {
  readonly org: string;
  readonly client: ScimClient & { readonly token: string };
  call(method: string, path: string, body?: unknown): Promise<Answer>;
  /** Makes a webhook; fails unless the answer is 201. */
  webhook(url: string, more?: Readonly<Record<string, unknown>>): Promise<NewWebhookShape>;
  /** All events of the organization from the beginning on, in the feed. */
  feed(): Promise<readonly { readonly id: string; readonly type: string }[]>;
}

export async function newTenant(muster: ScimServer): Promise<Tenant> {
  const client = await muster.client();
  const { org } = client;
  const admin = await muster.token(org, "generic", "admin", "organization-admin");
  const call: Tenant["call"] = async (method, path, body) => {
    const headers = new Headers({ authorization: `Bearer ${admin}` });
    if (body !== undefined) headers.set("content-type", "application/json");
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const answer = await fetch(`${muster.url}/api/v1${path}`, init);
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: text === "" ? "" : JSON.parse(text) };
  };
  return {
    org,
    client,
    call,
    async webhook(url, more = {}) {
      const made = await call("POST", `/organizations/${org}/webhooks`, { name: "app", url, ...more });
      if (made.status !== 201) throw new Error(`${made.status} ${made.body.code}`);
      return made.body;
    },
    async feed() {
      const { body } = await call("GET", "/events?limit=1000");
      if (body.hasMore) throw new Error("more events than these tests make");
      return body.events;
    },
  };
}

/** A sender of webhooks that works on the server's store; ends with `stop`. */
export function startSender(muster: ScimServer, options: Partial<SenderOptions> = {}): WebhookSender {
  const sender = new WebhookSender(muster.deps, hastyScheduler, { ...HASTY, ...options });
  sender.start(muster.url);
  return sender;
}

/** True once a webhook has nothing more to be told. */
export const isUpToDate = ({ lag }: WebhookShape) => lag.events === 0;

/** The ids of the events in messages, in order. */
export function idsIn(messages: readonly Pick<Received, "body">[]): readonly string[] {
  return messages.flatMap(({ body }) => body.data.events.map(({ id }: { readonly id: string }) => id));
}

/** A server for all tests of a suite, and for each a receiver and an organization of its own. */
export function setUpWebhooks(newPlace: StoreUnderTest["newPlace"]) {
  let muster: ScimServer;
  let receiver: WebhookReceiver;
  let tenant: Tenant;
  let senders: WebhookSender[] = [];
  beforeAll(async () => {
    const place = await newPlace();
    muster = await startScimServer("url" in place ? { databaseUrl: place.url } : {});
  });
  afterAll(() => muster.close());
  beforeEach(async () => {
    receiver = await startWebhookReceiver();
    tenant = await newTenant(muster);
  });
  afterEach(async () => {
    await receiver.stop();
    await Promise.all(senders.map((sender) => sender.stop()));
    senders = [];
  });
  const at = (id: string, more = "") => `/organizations/${tenant.org}/webhooks/${id}${more}`;
  const show = async (id: string): Promise<WebhookShape> => (await tenant.call("GET", at(id))).body;
  return {
    get muster() {
      return muster;
    },
    get receiver() {
      return receiver;
    },
    get tenant() {
      return tenant;
    },
    /** Starts a sender, which ends with the test. */
    send(options: Partial<SenderOptions> = {}): void {
      senders.push(startSender(muster, options));
    },
    at,
    show,
    make: (name: string) => tenant.client.make("/Users", user(name)),
    /** Waits for a state that comes by itself. */
    async shownWith(id: string, isMeant: (shown: WebhookShape) => boolean): Promise<WebhookShape> {
      for (let tries = 0; tries < 500; tries += 1) {
        const shown = await show(id);
        if (isMeant(shown)) return shown;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      throw new Error(`the webhook stays ${JSON.stringify(await show(id))}`);
    },
    /** What the audit trail has of a webhook. */
    async auditOf(target: string): Promise<readonly string[]> {
      const where = { org: trustId<OrgId>(tenant.org), category: "webhook", target };
      const rows = await muster.deps.store.page("audit", { where, limit: 100 });
      return rows.map(({ activity }) => activity);
    },
  };
}
