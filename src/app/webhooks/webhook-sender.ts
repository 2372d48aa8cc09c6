import { deliveryDelayMs, FAILING_MS_MAX } from "../../core/events/delivery-delay.ts";
import type { OrgId, WebhookId } from "../../core/ids.ts";
import type { Cursor } from "../../ports/kinds.ts";
import type { Schedule, Scheduler } from "../../ports/scheduler.ts";
import type { WebhookRow } from "../../ports/webhook-tables.ts";
import { takeNamedLease } from "../background/lease.ts";
import { ShutdownSignal } from "../background/shutdown-signal.ts";
import type { Deps } from "../deps.ts";
import { dropSecret } from "./change-webhook.ts";
import { type Delivered, type DeliveryOptions, deliverNext } from "./deliver.ts";
import { trimDeliveries } from "./trim-deliveries.ts";

export type SenderOptions = Pick<DeliveryOptions, "answerMs" | "failingMsMax" | "retryDelayMs">;

const DEFAULTS: SenderOptions = {
  answerMs: 15_000,
  failingMsMax: FAILING_MS_MAX,
  retryDelayMs: deliveryDelayMs,
};
/** How often it is looked for changes made by other processes, and for attempts that are due. */
const LOOK_SECONDS = 1;
/** After a change by this process, so that a burst of them goes as one message. */
const GATHER_MS = 50;
/** Webhooks that messages are under way to at the same time. */
const RUNNING_MAX = 64;
/** How many deliveries of a webhook pass until its journal is cut to length. */
const TRIM_EVERY = 100;
/** After a failure of ours: no store, or a secret that does not open. */
const REST_MS = 30_000;
const WEBHOOKS_MAX = 10_000;

/**
 * Tells webhooks of changes, one message at a time for each: soon after a change by this process, and within about
 * a second of one by another. Of several processes on one store, one sends for a webhook at a time.
 */
export class WebhookSender {
  readonly #deps: Deps;
  readonly #scheduler: Scheduler;
  readonly #options: SenderOptions;
  readonly #onDelivery: (delivered: Delivered) => void;
  readonly #holder: string;
  readonly #stop = new ShutdownSignal();
  readonly #running = new Map<WebhookId, Promise<void>>();
  readonly #sentSinceTrim = new Map<WebhookId, number>();
  /** Organizations that changed since they were last looked at. */
  readonly #changed = new Set<OrgId>();
  /** When to look again at webhooks that we ourselves failed at. */
  readonly #restUntil = new Map<WebhookId, number>();
  readonly #looks = new Set<Promise<void>>();
  #gathering: NodeJS.Timeout | undefined;
  #schedule: Schedule | undefined;
  #unlisten: (() => void) | undefined;
  #baseUrl = "";

  /** `onDelivery` is told of every attempt that ended. */
  constructor(
    deps: Deps,
    scheduler: Scheduler,
    options: Partial<SenderOptions> = {},
    onDelivery: (delivered: Delivered) => void = () => {},
  ) {
    this.#deps = deps;
    this.#scheduler = scheduler;
    this.#options = { ...DEFAULTS, ...options };
    this.#onDelivery = onDelivery;
    this.#holder = deps.env.newId();
  }

  /** Begins; `baseUrl` is where others reach this server, for the locations of resources. */
  start(baseUrl: string): void {
    this.#baseUrl = baseUrl.replace(/\/+$/, "");
    this.#unlisten = this.#deps.feedSignal.listen((org) => this.#gather(org));
    this.#schedule = this.#scheduler.every(LOOK_SECONDS, () => this.#lookOnce());
  }

  /** Lets the messages under way be answered, cuts off what takes too long, begins no other, and resolves. */
  async stop(): Promise<void> {
    this.#stop.request();
    this.#schedule?.stop();
    this.#unlisten?.();
    clearTimeout(this.#gathering);
    await Promise.allSettled(this.#looks);
    await Promise.allSettled(this.#running.values());
    this.#stop.done();
  }

  #gather(org: OrgId): void {
    this.#changed.add(org);
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined;
      const changed = [...this.#changed];
      this.#changed.clear();
      for (const each of changed) void this.#lookOnce(each);
    }, GATHER_MS);
    this.#gathering.unref();
  }

  /** Looks, and never throws: the next look is not far. */
  async #lookOnce(org?: OrgId): Promise<void> {
    const look = this.#look(org).catch((error: unknown) =>
      this.#deps.log("error", "webhook.failed", { error }),
    );
    this.#looks.add(look);
    await look;
    this.#looks.delete(look);
  }

  /** Begins to send for every webhook that has something to be told and whose time has come. */
  async #look(org?: OrgId): Promise<void> {
    const { store, env } = this.#deps;
    const where = { state: "on", ...(org === undefined ? {} : { org }) } as const;
    const rows = await store.page("webhook", { where, limit: WEBHOOKS_MAX });
    const heads = new Map<OrgId, Cursor>();
    for (const row of rows) {
      if (this.#stop.asked || this.#running.size >= RUNNING_MAX) return;
      const from = Math.max(row.next_attempt, this.#restUntil.get(row.id) ?? 0);
      if (this.#running.has(row.id) || from > env.now()) continue;
      const head = heads.get(row.org) ?? (await store.feedHead(row.org));
      heads.set(row.org, head);
      if (row.place === head || this.#running.has(row.id)) continue;
      this.#running.set(
        row.id,
        this.#run(row)
          .catch((error: unknown) => {
            this.#deps.log("error", "webhook.failed", { webhook: row.id, error });
            this.#restUntil.set(row.id, env.now() + REST_MS);
          })
          .finally(() => this.#running.delete(row.id)),
      );
    }
  }

  /** Sends message after message until there is none, or one fails. */
  async #run({ org, id }: WebhookRow): Promise<void> {
    const lease = await takeNamedLease(this.#deps, { org, name: `webhook:${id}` }, this.#holder);
    if (lease === undefined) return;
    try {
      for (let mayGoOn = true; mayGoOn && !this.#stop.asked; ) mayGoOn = await this.#deliver(org, id);
    } finally {
      await lease.release();
    }
  }

  /** Sends the next message; true when another may follow at once. */
  async #deliver(org: OrgId, id: WebhookId): Promise<boolean> {
    const { store, env } = this.#deps;
    const row = await store.get("webhook", { org, id });
    if (row === undefined || row.state !== "on" || row.next_attempt > env.now()) return false;
    await this.#dropFormerSecret(row);
    const result = await deliverNext(this.#deps, row, {
      ...this.#options,
      scimUrl: (of) => `${this.#baseUrl}/scim/${of}/v2`,
      signal: this.#stop.signal,
    });
    if (result.kind !== "sent") return result.kind === "changed";
    this.#onDelivery(result);
    await this.#trim(row);
    return result.outcome === "acknowledged";
  }

  async #dropFormerSecret({ org, id, former_secret, former_until }: WebhookRow): Promise<void> {
    if (former_secret === null || former_until === null || former_until > this.#deps.env.now()) return;
    const set = { former_secret: null, former_until: null };
    await this.#deps.store.commit([
      { op: "update", table: "webhook", key: { org, id }, set, expect: { former_secret } },
      ...dropSecret(org, former_secret),
    ]);
  }

  async #trim({ org, id }: WebhookRow): Promise<void> {
    const sent = (this.#sentSinceTrim.get(id) ?? 0) + 1;
    this.#sentSinceTrim.set(id, sent % TRIM_EVERY);
    if (sent >= TRIM_EVERY) await trimDeliveries(this.#deps.store, org, id);
  }
}
