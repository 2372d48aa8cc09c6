import { Counter, Gauge, Histogram, type Registry } from "prom-client";

const SECONDS = [0.01, 0.05, 0.1, 0.5, 1, 5, 15];

/** The metrics of webhooks. */
export interface WebhookMetrics {
  observe(delivered: { readonly outcome: string; readonly events: number; readonly ms: number }): void;
  /** Asked at each look at the metrics: webhooks by state, and the seconds that the last of them lies behind. */
  watch(ask: () => Promise<WebhookSituation>): void;
  register(registry: Registry): void;
}

export interface WebhookSituation {
  readonly states: Readonly<Record<string, number>>;
  readonly lagSeconds: number;
}

/** Counts attempts and events by outcome, and times answers. */
export function createWebhookMetrics(): WebhookMetrics {
  let ask: (() => Promise<WebhookSituation>) | undefined;
  const deliveries = new Counter({
    name: "muster_webhook_deliveries_total",
    help: "Attempts to deliver a message to a webhook, by outcome",
    labelNames: ["outcome"] as const,
    registers: [],
  });
  const events = new Counter({
    name: "muster_webhook_events_total",
    help: "Events that webhooks have acknowledged",
    registers: [],
  });
  const duration = new Histogram({
    name: "muster_webhook_delivery_duration_seconds",
    help: "Time from writing an attempt down to its end",
    buckets: SECONDS,
    registers: [],
  });
  const webhooks = new Gauge({
    name: "muster_webhooks",
    help: "Webhooks by state",
    labelNames: ["state"] as const,
    registers: [],
    async collect() {
      const { states = {} } = (await ask?.()) ?? {};
      for (const [state, count] of Object.entries(states)) this.set({ state }, count);
    },
  });
  const lag = new Gauge({
    name: "muster_webhook_lag_seconds",
    help: "Age of the oldest change that a webhook which is on has not acknowledged",
    registers: [],
    async collect() {
      const situation = await ask?.();
      if (situation !== undefined) this.set(situation.lagSeconds);
    },
  });
  return {
    observe({ outcome, events: count, ms }) {
      deliveries.inc({ outcome });
      if (outcome === "acknowledged") events.inc(count);
      duration.observe(ms / 1_000);
    },
    watch(situation) {
      ask = situation;
    },
    register(registry) {
      registry.registerMetric(deliveries);
      registry.registerMetric(events);
      registry.registerMetric(duration);
      registry.registerMetric(webhooks);
      registry.registerMetric(lag);
    },
  };
}
