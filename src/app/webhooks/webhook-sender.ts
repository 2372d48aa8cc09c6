import { computeDeliveryDelayMs, FAILING_MS_MAX } from "../../core/events/delivery-delay.ts";
import { hasCome } from "../../core/has-come.ts";
import type { OrgId, WebhookId } from "../../core/ids.ts";
import type { Cursor } from "../../ports/kinds.ts";
import type { Scheduler } from "../../ports/scheduler.ts";
import type { WebhookRow } from "../../ports/webhook-tables.ts";
import { BatchWriter } from "../background/batch-writer.ts";
import { type HeldJob, LeasedJobs } from "../background/leased-jobs.ts";
import { commitIfCurrent } from "../commit.ts";
import type { Deps } from "../deps.ts";
import { readEachPage } from "../paging.ts";
import { dropSecret } from "./change-webhook.ts";
import { deliverNext } from "./deliver.ts";
import type { Delivered, DeliveryOptions } from "./delivery.ts";
import { trimDeliveries } from "./trim-deliveries.ts";
import { updateWebhook } from "./webhook-writes.ts";

export type SenderOptions = Pick<DeliveryOptions, "answerMs" | "failingMsMax" | "retryDelayMs">;

const DEFAULTS: SenderOptions = {
  answerMs: 15_000,
  failingMsMax: FAILING_MS_MAX,
  retryDelayMs: computeDeliveryDelayMs,
};
/** How often to look for changes made by other processes, and for attempts that are due. */
const LOOK_SECONDS = 1;
/** How long to wait after a change by this process, so that a burst of changes goes as one message. */
const GATHER_MS = 50;
/** Webhooks that messages are under way to at the same time. */
const RUNNING_MAX = 64;
/** Deliveries of a webhook after which its journal is cut to length. */
const TRIM_EVERY = 100;
/** How long to wait after a failure of ours: the store fails, or a secret does not open. */
const REST_MS = 30_000;

/**
 * Sends changes to webhooks, one message at a time for each: soon after a change by this process, and within about
 * a second of one by another. Of several processes on one store, one sends for a webhook at a time.
 */
export class WebhookSender {
  readonly #deps: Deps;
  readonly #options: SenderOptions;
  readonly #onDelivery: (delivered: Delivered) => void;
  readonly #jobs: LeasedJobs;
  readonly #gathering: BatchWriter;
  readonly #sentSinceTrim = new Map<WebhookId, number>();
  /** Organizations that changed since they were last looked at. */
  #changed = new Set<OrgId>();
  /** When to look again at webhooks after a failure of ours. */
  readonly #restUntil = new Map<WebhookId, number>();
  #unlisten: (() => void) | undefined;
  #baseUrl = "";

  /** `onDelivery` is called with every attempt that ended. */
  constructor(
    deps: Deps,
    scheduler: Scheduler,
    options: Partial<SenderOptions> = {},
    onDelivery: (delivered: Delivered) => void = () => {},
  ) {
    this.#deps = deps;
    this.#options = { ...DEFAULTS, ...options };
    this.#onDelivery = onDelivery;
    this.#jobs = new LeasedJobs(deps, scheduler);
    this.#gathering = new BatchWriter(deps.env, GATHER_MS, () => this.#lookAtChanged());
  }

  /** Begins; `baseUrl` is where others reach this server, for the locations of resources. */
  start(baseUrl: string): void {
    this.#baseUrl = baseUrl.replace(/\/+$/, "");
    this.#unlisten = this.#deps.feedSignal.listen((org) => {
      this.#changed.add(org);
      this.#gathering.startLater();
    });
    this.#jobs.every(LOOK_SECONDS, () => this.#lookAt());
  }

  /** Lets the messages under way be answered, cuts off what takes too long, begins no other, and resolves. */
  async stop(): Promise<void> {
    this.#unlisten?.();
    this.#gathering.cancel();
    await this.#jobs.stop();
  }

  async #lookAtChanged(): Promise<void> {
    const changed = this.#changed;
    this.#changed = new Set();
    await this.#jobs.track(Promise.all([...changed].map((org) => this.#lookAt(org))));
  }

  /** Begins to send for every webhook that has something to send and whose time has come. Never rejects. */
  async #lookAt(org?: OrgId): Promise<void> {
    const { store, log } = this.#deps;
    try {
      const where = { state: "on", ...(org === undefined ? {} : { org }) } as const;
      const heads = new Map<OrgId, Cursor>();
      for await (const rows of readEachPage(store, "webhook", where)) {
        for (const row of rows) {
          if (this.#jobs.stopSignal.requested || this.#jobs.count >= RUNNING_MAX) return;
          if (!this.#isDue(row)) continue;
          const head = heads.get(row.org) ?? (await store.feedHead(row.org));
          heads.set(row.org, head);
          if (row.place !== head) void this.#sendAll(row);
        }
      }
    } catch (error) {
      log("error", "webhook.failed", { error });
    }
  }

  #isDue(row: WebhookRow): boolean {
    const { env } = this.#deps;
    const isRested = (this.#restUntil.get(row.id) ?? Number.NEGATIVE_INFINITY) <= env.monotonic();
    return isRested && this.#jobs.running(leaseOf(row).name) === undefined && isAttemptDue(row, env.now());
  }

  /** Sends message after message, under the webhook's lease, until all are sent or one fails. */
  async #sendAll(row: WebhookRow): Promise<void> {
    const { org, id } = row;
    const result = await this.#jobs.run(leaseOf(row), "webhook.failed", async (job) => {
      for (let mayGoOn = true; mayGoOn && !job.stop.requested; ) mayGoOn = await this.#deliver(job, org, id);
    });
    if (result === "failed") this.#restUntil.set(id, this.#deps.env.monotonic() + REST_MS);
    if (result === "done") this.#restUntil.delete(id);
  }

  /** Sends the next message; true when another may follow at once. */
  async #deliver({ deps, stop }: HeldJob, org: OrgId, id: WebhookId): Promise<boolean> {
    const { store, env } = deps;
    const row = await store.get("webhook", { org, id });
    if (row === undefined || row.state !== "on" || !isAttemptDue(row, env.now())) return false;
    await dropFormerSecret(deps, row);
    const result = await deliverNext(deps, row, {
      ...this.#options,
      scimUrl: (of) => `${this.#baseUrl}/scim/${of}/v2`,
      signal: stop.signal,
    });
    if (result.kind !== "sent") return result.kind === "changed";
    this.#onDelivery(result);
    await this.#trim(deps, row);
    return result.outcome === "acknowledged";
  }

  async #trim(deps: Deps, { org, id }: WebhookRow): Promise<void> {
    const sent = (this.#sentSinceTrim.get(id) ?? 0) + 1;
    this.#sentSinceTrim.set(id, sent % TRIM_EVERY);
    if (sent >= TRIM_EVERY) await trimDeliveries(deps, org, id);
  }
}

function leaseOf({ org, id }: WebhookRow): { readonly org: OrgId; readonly name: string } {
  return { org, name: `webhook:${id}` };
}

/** True when a message may be sent. The delay was counted from the failure, whatever became of the clock since. */
function isAttemptDue({ next_attempt, failure }: WebhookRow, now: number): boolean {
  const failed = failure?.["at"];
  return hasCome(
    next_attempt,
    now,
    typeof failed === "number" ? next_attempt - failed : Number.POSITIVE_INFINITY,
  );
}

/** Drops a secret that messages are no longer signed with. */
async function dropFormerSecret(deps: Deps, row: WebhookRow): Promise<void> {
  const { org, former_secret, former_until } = row;
  if (former_secret === null || former_until === null || former_until > deps.env.now()) return;
  const set = { former_secret: null, former_until: null };
  // Refused when the secret was rotated again in between: then it is dropped another time.
  await commitIfCurrent(deps, [
    updateWebhook(row, set, { former_secret }),
    ...dropSecret(org, former_secret),
  ]);
}
