import { Registry } from "prom-client";
import { expect, test } from "vitest";
import { createWebhookMetrics } from "./webhook-metrics.ts";

test("tells attempts and events by outcome, webhooks by state, and how far they lie behind", async () => {
  const metrics = createWebhookMetrics();
  const registry = new Registry();
  metrics.register(registry);
  metrics.observe({ outcome: "acknowledged", events: 7, ms: 20 });
  metrics.observe({ outcome: "failed", events: 3, ms: 15_000 });
  metrics.watch(async () => ({ states: { on: 2, paused: 1 }, lagSeconds: 12.5 }));
  const text = await registry.metrics();
  for (const line of [
    'muster_webhook_deliveries_total{outcome="acknowledged"} 1',
    'muster_webhook_deliveries_total{outcome="failed"} 1',
    "muster_webhook_events_total 7",
    "muster_webhook_delivery_duration_seconds_count 2",
    'muster_webhooks{state="on"} 2',
    'muster_webhooks{state="paused"} 1',
    "muster_webhook_lag_seconds 12.5",
  ]) {
    expect(text).toContain(line);
  }
});
