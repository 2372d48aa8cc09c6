import { Counter, Gauge, type Registry } from "prom-client";
import type { CycleRow, ExchangeRow } from "../ports/cycle-tables.ts";
import type { ApplicationMeasure } from "../ports/measures.ts";

/** The end of one token. */
export interface MeasuredToken {
  readonly org: string;
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly expires: number;
}

/** What is asked of the store at each look at the metrics. */
export interface MeasureSource {
  readonly now: () => number;
  /** Those that are measured one by one, and the ids of the others. */
  applications(): Promise<{
    readonly measures: readonly ApplicationMeasure[];
    readonly others: readonly string[];
  }>;
  tokens(): Promise<readonly MeasuredToken[]>;
}

/** The metrics of applications and of tokens. */
export interface ApplicationMetrics {
  observeCycle(cycle: Pick<CycleRow, "app" | "state" | "closed">): void;
  observeCalls(calls: readonly Pick<ExchangeRow, "app" | "ok" | "status">[]): void;
  register(registry: Registry): void;
}

const LABELS = ["organization", "application", "name"] as const;
/** Stands for every application beyond those that are measured one by one. */
const OTHER = { organization: "other", application: "other", name: "other" };

/** Counts of one kind, by application and outcome. */
type Tally = Map<string, Map<string, number>>;

/**
 * Measures each application under labels of its own, up to the bound of the source; counts of all others go under
 * `other`, so that the number of series is bounded. Only this process's cycles and calls are counted.
 */
export function createApplicationMetrics(source: MeasureSource): ApplicationMetrics {
  const cycles: Tally = new Map();
  const calls: Tally = new Map();
  let asked: Promise<Awaited<ReturnType<MeasureSource["applications"]>>> | undefined;
  // The metrics of one look are collected at once: they share one reading.
  const look = () => {
    asked ??= source.applications().finally(() => {
      asked = undefined;
    });
    return asked;
  };
  const metrics = [
    ...createStateGauges(look),
    createCounter(look, cycles, {
      name: "muster_application_cycles_total",
      help: "Cycles of an application that ended, by outcome",
    }),
    createCounter(look, calls, {
      name: "muster_application_calls_total",
      help: "Calls to the target of an application, by outcome",
    }),
    createTokenGauge(source),
  ];
  return {
    observeCycle({ app, state, closed }) {
      const isUnbalanced = state === "closed" && closed !== 1;
      add(cycles, app, isUnbalanced ? "unbalanced" : state);
    },
    observeCalls(rows) {
      for (const { app, ok, status } of rows) add(calls, app, outcomeOf(ok === 1, status));
    },
    register(registry) {
      for (const metric of metrics) registry.registerMetric(metric);
    },
  };
}

type Look = () => ReturnType<MeasureSource["applications"]>;

function createStateGauges(look: Look): readonly Gauge[] {
  const objects = new Gauge({
    name: "muster_application_objects",
    help: "Objects of an application: linked with an account, held, pending, and parked",
    labelNames: [...LABELS, "state"],
    registers: [],
    async collect() {
      this.reset();
      for (const measured of (await look()).measures) {
        for (const state of ["linked", "held", "pending", "parked"] as const) {
          this.set({ ...labelsOf(measured), state }, measured[state]);
        }
      }
    },
  });
  const lastSuccess = new Gauge({
    name: "muster_application_last_success_timestamp_seconds",
    help: "When the last cycle of an application ended that closed with balanced counts",
    labelNames: LABELS,
    registers: [],
    async collect() {
      this.reset();
      for (const measured of (await look()).measures) {
        const { lastSuccess: at } = measured;
        if (at !== undefined) this.set(labelsOf(measured), at / 1_000);
      }
    },
  });
  const quarantine = new Gauge({
    name: "muster_application_quarantined",
    help: "1 while the target of an application refuses our credentials, else 0",
    labelNames: LABELS,
    registers: [],
    async collect() {
      this.reset();
      for (const measured of (await look()).measures) {
        this.set(labelsOf(measured), measured.isQuarantined ? 1 : 0);
      }
    },
  });
  const count = new Gauge({
    name: "muster_applications",
    help: "Applications of the instance",
    registers: [],
    async collect() {
      const { measures, others } = await look();
      this.set(measures.length + others.length);
    },
  });
  return [objects, lastSuccess, quarantine, count];
}

function createCounter(look: Look, tally: Tally, named: { readonly name: string; readonly help: string }) {
  return new Counter({
    ...named,
    labelNames: [...LABELS, "outcome"],
    registers: [],
    async collect() {
      const { measures, others } = await look();
      const labels = new Map(others.map((app) => [app, OTHER]));
      for (const measured of measures) labels.set(measured.app, labelsOf(measured));
      this.reset();
      // Calls to webhooks are recorded as those of applications are, and have metrics of their own.
      for (const [app, outcomes] of tally) {
        const known = labels.get(app);
        if (known === undefined) continue;
        for (const [outcome, times] of outcomes) this.inc({ ...known, outcome }, times);
      }
    },
  });
}

function createTokenGauge({ now, tokens }: MeasureSource): Gauge {
  return new Gauge({
    name: "muster_token_expires_in_seconds",
    help: "Seconds until a token of this installation expires; negative afterwards",
    labelNames: ["organization", "token", "kind", "name"],
    registers: [],
    async collect() {
      this.reset();
      for (const { org: organization, id: token, kind, name, expires } of await tokens()) {
        this.set({ organization, token, kind, name }, Math.round((expires - now()) / 1_000));
      }
    },
  });
}

function labelsOf({ org, app, name }: ApplicationMeasure): Record<(typeof LABELS)[number], string> {
  return { organization: org, application: app, name };
}

function outcomeOf(isOk: boolean, status: number | null): string {
  if (isOk) return "ok";
  if (status === null) return "unreachable";
  return status >= 500 ? "failed" : "refused";
}

function add(tally: Tally, app: string, outcome: string): void {
  const outcomes = tally.get(app) ?? new Map<string, number>();
  tally.set(app, outcomes);
  outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
}
