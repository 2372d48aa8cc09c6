import { Histogram, type Registry } from "prom-client";
import type { CycleRow } from "../ports/cycle-tables.ts";

/** 2 s is the aim, and 5 minutes what a draft of the IPSIE working group asks of a service. */
const SECONDS = [0.25, 0.5, 1, 1.5, 2, 3, 5, 10, 30, 60, 300, 900, 3_600, 14_400, 86_400];
/** Applications with a series of their own; the times of all others are counted under `other`. */
const APPLICATIONS_MAX = 200;
const OTHER = { organization: "other", application: "other" };

/** The metric of how long it takes to take access away. */
export interface DeprovisioningMetrics {
  /** Adds the times of a cycle, in milliseconds. */
  observe(cycle: Pick<CycleRow, "org" | "app">, times: readonly number[]): void;
  register(registry: Registry): void;
}

/** Measures by application, from the change of the directory to the answer that the account has no access. */
export function createDeprovisioningMetrics(): DeprovisioningMetrics {
  const known = new Set<string>();
  const duration = new Histogram({
    name: "muster_application_deprovisioning_seconds",
    help: "Time from a user being blocked or deleted in the directory to the answer that the account has no access",
    labelNames: ["organization", "application"] as const,
    buckets: SECONDS,
    registers: [],
  });
  return {
    observe({ org: organization, app: application }, times) {
      if (times.length > 0 && known.size < APPLICATIONS_MAX) known.add(application);
      const labels = known.has(application) ? { organization, application } : OTHER;
      for (const ms of times) duration.observe(labels, ms / 1_000);
    },
    register(registry) {
      registry.registerMetric(duration);
    },
  };
}
