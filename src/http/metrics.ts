import type { FastifyInstance } from "fastify";
import { collectDefaultMetrics, Histogram, Registry } from "prom-client";
import { registerRoute } from "./register-route.ts";

const SECONDS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30];

/**
 * Measures requests, and serves what was measured at /metrics to instance administrators and to tokens for metrics:
 * the numbers cover all organizations. `measure` adds what others measure.
 */
export function addMetrics(server: FastifyInstance, measure?: (registry: Registry) => void): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  measure?.(registry);
  const duration = new Histogram({
    name: "muster_http_request_duration_seconds",
    help: "Time from the first byte of a request to the last of its answer, by route",
    labelNames: ["method", "route", "status"] as const,
    buckets: SECONDS,
    registers: [registry],
  });
  server.addHook("onResponse", (request, reply, done) => {
    const route = request.routeOptions.url ?? "none";
    duration.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    done();
  });
  server.addHook("onClose", async () => registry.clear());
  registerRoute(server, {
    method: "GET",
    path: "/metrics",
    permission: "metrics:read",
    async handle(_request, reply) {
      reply.type(registry.contentType);
      return registry.metrics();
    },
  });
}
