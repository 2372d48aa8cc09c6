import { mkdirSync } from "node:fs";
import { commitOrThrow } from "../app/commit.ts";
import type { Checkpoint, Deps } from "../app/deps.ts";
import { type Directory, openDirectory } from "../app/directory/directory.ts";
import { withCachedCounts } from "../app/directory/query/cached-counts.ts";
import { PurgeJob } from "../app/directory/write/purge-job.ts";
import { CycleEngine } from "../app/provisioning/engine/cycle-engine.ts";
import { TypeRegistry } from "../app/resource-types/type-registry.ts";
import { RETENTION } from "../app/retention.ts";
import { FeedSignal, withFeedSignal } from "../app/signals/feed-signal.ts";
import { RevocationSignal } from "../app/signals/revocation-signal.ts";
import { WebhookSender } from "../app/webhooks/webhook-sender.ts";
import { readWebhookSituation } from "../app/webhooks/webhook-situation.ts";
import { scimConnector } from "../connectors/scim/index.ts";
import type { AppId, OrgId } from "../core/ids.ts";
import { DEFAULT_LIMITS, type ScimLimits } from "../http/scim/limits.ts";
import { openClock } from "../platform/clock.ts";
import { type CycleMetrics, createCycleMetrics } from "../platform/cycle-metrics.ts";
import { createEnv } from "../platform/env.ts";
import { openLog } from "../platform/log.ts";
import { loadMasterKey, parseMasterKey } from "../platform/master-key.ts";
import { openScheduler } from "../platform/scheduler.ts";
import { openSecrets } from "../platform/secrets.ts";
import { createWebhookMetrics } from "../platform/webhook-metrics.ts";
import { type OpenWire, openWire } from "../platform/wire/wire.ts";
import type { ExchangeRow } from "../ports/cycle-tables.ts";
import type { Store } from "../ports/store.ts";
import type { WireSettings } from "../ports/wire.ts";
import { openStore } from "../store/open.ts";
import type { Configuration, CrashPoint } from "./configuration.ts";
import { StartError } from "./start-error.ts";
import { obeyParent } from "./test-control.ts";

/** Everything but the way in: what `serve`, `init` and the demo share. */
export interface Instance {
  readonly deps: Deps;
  /** The only one of this process: all writes to the same object wait here for each other. */
  readonly directory: Directory;
  /** The configured limits, and the defaults. */
  readonly scimLimits: ScimLimits;
  readonly engine: CycleEngine;
  readonly purging: PurgeJob;
  /** Begins to tell webhooks of changes once it is started. */
  readonly sender: WebhookSender;
  readonly metrics: Pick<CycleMetrics, "register">;
  readonly storeKind: "sqlite" | "postgres";
  /** Ends what runs, then closes wires and store. */
  close(): Promise<void>;
}

/** Wires an instance on a data directory. Rejects with a `StartError` that says what to do. */
export async function compose(
  directory: string,
  configuration: Configuration,
  version: string,
): Promise<Instance> {
  // The data is personal: only this user may read it, whatever the directory allows.
  process.umask(0o077);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const clock = openClock();
  const log = openLog({ level: configuration.logLevel, now: clock.now });
  const env = createEnv(clock);
  const { databaseUrl, fault } = configuration;
  const faultAt = fault?.point === "group-commit" ? fault.times : undefined;
  const feedSignal = new FeedSignal(env);
  const opened = await openStore(databaseUrl === undefined ? { directory, faultAt } : { url: databaseUrl });
  const store = withFeedSignal(withCachedCounts(opened, env.now), feedSignal);
  try {
    const secrets = openSecrets(readMasterKey(directory, configuration));
    const wires = new Map<string, OpenWire>();
    const deps: Deps = {
      store,
      env,
      secrets,
      types: new TypeRegistry(store, env),
      feedSignal,
      connectors: new Map([[scimConnector.name, scimConnector]]),
      revocations: new RevocationSignal(),
      retention: configuration.retention ?? RETENTION,
      leaseMs: configuration.leaseSeconds === undefined ? undefined : configuration.leaseSeconds * 1_000,
      wireTo(org: OrgId, app: AppId, settings: WireSettings) {
        const key = `${app} ${settings.answerMs} ${settings.baseUrl}`;
        const known = wires.get(key);
        if (known !== undefined) return known;
        const wire = openWire({
          ...settings,
          org,
          app,
          env,
          version,
          record: (rows) => recordExchanges(store, rows),
          onRecordFailure: (error, rows) => log.error({ app, rows, error }, "exchanges not recorded"),
        });
        wires.set(key, wire);
        return wire;
      },
      checkpoint: killAt(fault),
      log: (level, code, detail) => log[level](detail, code),
    };
    const scheduler = openScheduler(clock, (error) => log.error({ error }, "scheduled work failed"));
    const scimLimits = { ...DEFAULT_LIMITS, ...configuration.scimLimits };
    const objects = openDirectory(deps, scimLimits);
    const purging = new PurgeJob(objects, scheduler);
    const [cycles, webhooks] = [createCycleMetrics(), createWebhookMetrics()];
    const engine = new CycleEngine(deps, scheduler, cycles.observe);
    const sender = new WebhookSender(deps, scheduler, {}, webhooks.observe);
    webhooks.watch(() => readWebhookSituation(deps));
    const disobey = configuration.isTestControlled === true ? obeyParent(clock) : () => {};
    return {
      deps,
      directory: objects,
      scimLimits,
      engine,
      purging,
      sender,
      metrics: {
        register(registry) {
          cycles.register(registry);
          webhooks.register(registry);
        },
      },
      storeKind: databaseUrl === undefined ? "sqlite" : "postgres",
      async close() {
        disobey();
        await Promise.all([engine.stop(), purging.stop(), sender.stop()]);
        await Promise.all([...wires.values()].map((wire) => wire.close()));
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function recordExchanges(store: Store, rows: readonly ExchangeRow[]): Promise<void> {
  await commitOrThrow(
    { store },
    rows.map((row) => ({ op: "insert", table: "exchange", row })),
  );
}

function readMasterKey(directory: string, { masterKey }: Configuration) {
  const key =
    masterKey === undefined ? loadMasterKey(directory) : parseMasterKey(masterKey, "MUSTER_MASTER_KEY");
  if (!key.ok) throw new StartError(key.code, key.params);
  return key;
}

/** A process that dies here leaves the state that a power cut would: nothing is flushed or sent. */
function killAt(fault: CrashPoint | undefined): (point: Checkpoint) => void {
  if (fault === undefined) return () => {};
  const isFreeze = fault.point.startsWith("freeze-");
  let left = fault.times;
  return (point) => {
    if (point !== fault.point.replace("freeze-", "")) return;
    left -= 1;
    if (left === 0) process.kill(process.pid, isFreeze ? "SIGSTOP" : "SIGKILL");
  };
}
