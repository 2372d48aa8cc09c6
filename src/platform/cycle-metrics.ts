import { Counter, Histogram, type Registry } from "prom-client";
import { ENDINGS } from "../core/provisioning/cycle-balance.ts";
import type { CycleRow } from "../ports/cycle-tables.ts";

const SECONDS = [0.01, 0.1, 1, 10, 60, 600, 3_600];

/** The metrics of the engine. */
export interface CycleMetrics {
  observe(cycle: CycleRow): void;
  register(registry: Registry): void;
}

/** Counts cycles by how they ended, objects by what became of them, and the time that cycles take. */
export function createCycleMetrics(): CycleMetrics {
  const cycles = new Counter({
    name: "muster_cycles_total",
    help: "Cycles that ended, by kind, state and whether their counts are balanced",
    labelNames: ["kind", "state", "closed"] as const,
    registers: [],
  });
  const objects = new Counter({
    name: "muster_provisioned_objects_total",
    help: "Objects that cycles evaluated, by how each ended",
    labelNames: ["ending"] as const,
    registers: [],
  });
  const duration = new Histogram({
    name: "muster_cycle_duration_seconds",
    help: "Time from the start of a cycle to its end, planning included",
    labelNames: ["kind"] as const,
    buckets: SECONDS,
    registers: [],
  });
  return {
    observe({ kind, state, closed, counts, started, ended }) {
      cycles.inc({ kind, state, closed: closed === 1 ? "yes" : "no" });
      for (const ending of [...ENDINGS, "unchanged"] as const) {
        const count = counts[ending];
        if (count > 0) objects.inc({ ending }, count);
      }
      if (ended !== null) duration.observe({ kind }, (ended - started) / 1_000);
    },
    register(registry) {
      registry.registerMetric(cycles);
      registry.registerMetric(objects);
      registry.registerMetric(duration);
    },
  };
}
