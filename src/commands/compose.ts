import { mkdirSync } from "node:fs";
import type { Logger } from "pino";
import { measureApplications } from "../app/applications/measure-applications.ts";
import { AuditSealer } from "../app/audit-chain/audit-sealer.ts";
import { VERIFICATIONS_MAX } from "../app/audit-chain/verify-in-turn.ts";
import { BoundedTurns } from "../app/background/bounded-turns.ts";
import type { Checkpoint, Deps } from "../app/deps.ts";
import { type Directory, openDirectory } from "../app/directory/directory.ts";
import { withCachedCounts } from "../app/directory/query/cached-counts.ts";
import { PurgeJob } from "../app/directory/write/purge-job.ts";
import { NoticeSender } from "../app/notices/notice-sender.ts";
import { RemovalJob } from "../app/organizations/removal-job.ts";
import { ATTEMPTS_IN_HAND_MAX } from "../app/people/sign-in-delays.ts";
import { CycleEngine } from "../app/provisioning/engine/cycle-engine.ts";
import { INLINE_PLANNER, type Planner } from "../app/provisioning/plan/planner.ts";
import { TypeRegistry } from "../app/resource-types/type-registry.ts";
import { RETENTION } from "../app/retention/default-numbers.ts";
import { RetentionJob } from "../app/retention/retention-job.ts";
import { FeedSignal, withFeedSignal } from "../app/signals/feed-signal.ts";
import { RevocationSignal } from "../app/signals/revocation-signal.ts";
import { measureTokens } from "../app/tokens/measure-tokens.ts";
import { WebhookSender } from "../app/webhooks/webhook-sender.ts";
import { readWebhookSituation } from "../app/webhooks/webhook-situation.ts";
import { scimConnector } from "../connectors/scim/index.ts";
import { DEFAULT_LIMITS, type ScimLimits } from "../http/scim/limits.ts";
import { createMessages } from "../messages/messages.ts";
import { writeMail } from "../messages/write-mail.ts";
import { type ApplicationMetrics, createApplicationMetrics } from "../platform/application-metrics.ts";
import { type MovableClock, openClock } from "../platform/clock.ts";
import { type CycleMetrics, createCycleMetrics } from "../platform/cycle-metrics.ts";
import { createDeprovisioningMetrics } from "../platform/deprovisioning-metrics.ts";
import { createEnv } from "../platform/env.ts";
import { openGallery } from "../platform/gallery/open-gallery.ts";
import { openLog, openPrettyStream } from "../platform/log.ts";
import { openMailer } from "../platform/mail/mailer.ts";
import type { MailSettings } from "../platform/mail/read-mail-url.ts";
import { loadMasterKey, parseMasterKey } from "../platform/master-key.ts";
import { createOneTimeCodes } from "../platform/one-time-codes.ts";
import { OpenIdClients } from "../platform/open-id/open-id.ts";
import { createPacker } from "../platform/packer.ts";
import { createPasskeys } from "../platform/passkeys.ts";
import { createPasswords } from "../platform/passwords.ts";
import { createRegexPort } from "../platform/regex.ts";
import { openScheduler } from "../platform/scheduler.ts";
import { openSecrets } from "../platform/secrets.ts";
import { createWebhookMetrics } from "../platform/webhook-metrics.ts";
import type { MailPort } from "../ports/mailer.ts";
import type { Scheduler } from "../ports/scheduler.ts";
import type { Store } from "../ports/store.ts";
import { openStore, type StorePlace } from "../store/open.ts";
import type { Configuration, CrashPoint } from "./configuration.ts";
import { countUnreadableSecrets } from "./count-unreadable-secrets.ts";
import { ThreadPlanner } from "./planning/thread-planner.ts";
import { StartError } from "./start-error.ts";
import { TargetWires } from "./target-wires.ts";
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
  /** Removes what deleted organizations leave over. */
  readonly removals: RemovalJob;
  /** Seals the audit trail once it is started. */
  readonly sealing: AuditSealer;
  /** Removes records that are kept no longer once it is started. */
  readonly retention: RetentionJob;
  /** Sends notices by mail once it is started. */
  readonly notices: NoticeSender;
  /** Begins to tell webhooks of changes once it is started. */
  readonly sender: WebhookSender;
  readonly metrics: Pick<CycleMetrics, "register">;
  readonly storeKind: "sqlite" | "postgres";
  /** Secrets under another master key. The server starts all the same, so that it can be given new ones. */
  readonly unreadableSecrets: number;
  /** Starts the planning thread before the first plan, where an application exists and the memory allows it. */
  warmPlanning(): Promise<void>;
  /** Ends what runs, then closes wires and store. */
  close(): Promise<void>;
}

/**
 * Wires an instance on a data directory. Rejects with a `StartError` that says what to do. `planning` chooses the thread
 * that computes plans: this one, or one of its own, which starts with the first plan or `warmPlanning`.
 */
export async function compose(
  dataDirectory: string,
  configuration: Configuration,
  version: string,
  planning: "inline" | "thread" = "inline",
): Promise<Instance> {
  // The data is personal: only this user may read it, whatever the data directory allows.
  process.umask(0o077);
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  const clock = openClock();
  const logger = await openLogOf(configuration, clock);
  const env = createEnv(clock);
  const feedSignal = new FeedSignal(env);
  const opened = await openStoreOf(dataDirectory, configuration);
  const store = withFeedSignal(withCachedCounts(opened, env.monotonic), feedSignal);
  try {
    const masterKey = await readMasterKey(dataDirectory, configuration, store);
    const secrets = openSecrets(masterKey);
    const measured = createApplicationMetrics({
      now: env.now,
      applications: () => measureApplications({ store }),
      tokens: () => measureTokens({ store, env }),
    });
    const log: Deps["log"] = (level, code, detail) => logger[level](detail, code);
    const unreadableSecrets = await countUnreadableSecrets(store, masterKey.keyId);
    const wires = new TargetWires({ store, env, version, log, onCalls: measured.observeCalls });
    const openId = new OpenIdClients({ env, version });
    const deps: Deps = {
      ...{ store, env, secrets, openId, ...readChoices(configuration) },
      ...{ passwords: createPasswords(), oneTimeCodes: createOneTimeCodes(), passkeys: createPasskeys() },
      regex: createRegexPort(),
      packer: createPacker(),
      types: new TypeRegistry(store, env),
      feedSignal,
      gallery: openGallery(),
      connectors: new Map([[scimConnector.name, scimConnector]]),
      revocations: new RevocationSignal(),
      attemptTurns: new BoundedTurns(ATTEMPTS_IN_HAND_MAX),
      verifyTurns: new BoundedTurns(VERIFICATIONS_MAX),
      wireTo: (org, app, settings) => wires.wireTo(org, app, settings),
      log,
    };
    const scheduler = openScheduler(clock, (error) => log("error", "schedule.failed", { error }));
    const place = placeOf(dataDirectory, configuration);
    const threads = planning === "thread" ? new ThreadPlanner({ place, clock, log }) : undefined;
    const services = openServices(deps, scheduler, {
      configuration,
      measured,
      planner: threads ?? INLINE_PLANNER,
    });
    const disobey = configuration.isTestControlled === true ? obeyParent(clock) : () => {};
    return {
      ...services,
      deps,
      unreadableSecrets,
      storeKind: configuration.databaseUrl === undefined ? "sqlite" : "postgres",
      warmPlanning: () => warm(threads, store),
      async close() {
        disobey();
        await stopServices(services);
        await threads?.close();
        await Promise.all([wires.close(), openId.close()]);
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** The dependencies that the configuration alone decides on. */
function readChoices({
  mail,
  retention = RETENTION,
  leaseSeconds,
  fault,
}: Configuration): Pick<Deps, "mail" | "retention" | "leaseMs" | "checkpoint"> {
  return {
    mail: mail === undefined ? undefined : openMail(mail),
    retention,
    leaseMs: leaseSeconds === undefined ? undefined : leaseSeconds * 1_000,
    checkpoint: killAt(fault),
  };
}

/** Starts the planning thread if there is an application to plan for. */
async function warm(threads: ThreadPlanner | undefined, store: Pick<Store, "count">): Promise<void> {
  if (threads !== undefined && (await store.count("application", {})) > 0) threads.warm();
}

/** JSON lines, or lines for people: as configured, else by whether a person looks at the error stream. */
async function openLogOf({ logLevel, logFormat }: Configuration, { now }: MovableClock): Promise<Logger> {
  const isTerminal = process.stderr.isTTY === true;
  const isPretty = logLevel !== "silent" && (logFormat ?? (isTerminal ? "pretty" : "json")) === "pretty";
  if (!isPretty) return openLog({ level: logLevel, now });
  const isColored = isTerminal && process.env["NO_COLOR"] === undefined;
  return openLog({ level: logLevel, now, stream: await openPrettyStream(isColored) });
}

/** The way out for mail, with the words of both languages. */
function openMail(settings: MailSettings): MailPort {
  const messages = { en: createMessages("en"), fr: createMessages("fr") };
  return {
    ...openMailer(settings),
    write: (draft, language) => writeMail(messages[language], draft),
  };
}

function openStoreOf(dataDirectory: string, { databaseUrl, fault }: Configuration): Promise<Store> {
  const faultAt = fault?.point === "group-commit" ? fault.times : undefined;
  return openStore({ ...placeOf(dataDirectory, { databaseUrl }), faultAt });
}

function placeOf(directory: string, { databaseUrl }: Pick<Configuration, "databaseUrl">): StorePlace {
  return databaseUrl === undefined ? { directory } : { url: databaseUrl };
}

/** The directory of people, and what works in the background. */
function openServices(
  deps: Deps,
  scheduler: Scheduler,
  {
    configuration,
    measured,
    planner,
  }: {
    readonly configuration: Configuration;
    readonly measured: ApplicationMetrics;
    readonly planner: Planner;
  },
): Omit<Instance, "deps" | "storeKind" | "unreadableSecrets" | "warmPlanning" | "close"> {
  const scimLimits = { ...DEFAULT_LIMITS, ...configuration.scimLimits };
  const directory = openDirectory(deps, scimLimits);
  const [cycles, webhooks] = [createCycleMetrics(), createWebhookMetrics()];
  const deprovisioning = createDeprovisioningMetrics();
  webhooks.watch(() => readWebhookSituation(deps));
  return {
    directory,
    scimLimits,
    purging: new PurgeJob(directory, scheduler),
    removals: new RemovalJob(deps, scheduler),
    sealing: new AuditSealer(deps, scheduler),
    retention: new RetentionJob(deps, scheduler),
    engine: new CycleEngine(deps, scheduler, {
      planner,
      onCycle(cycle, deprovisioningMs) {
        cycles.observe(cycle);
        measured.observeCycle(cycle);
        deprovisioning.observe(cycle, deprovisioningMs);
      },
      startsOnChange: configuration.startsOnChange !== false,
    }),
    notices: new NoticeSender(deps, scheduler),
    sender: new WebhookSender(deps, scheduler, {}, webhooks.observe),
    metrics: {
      register(registry) {
        cycles.register(registry);
        deprovisioning.register(registry);
        webhooks.register(registry);
        measured.register(registry);
      },
    },
  };
}

async function stopServices({
  sealing,
  ...others
}: Pick<
  Instance,
  "engine" | "purging" | "removals" | "sealing" | "retention" | "sender" | "notices"
>): Promise<void> {
  const { engine, purging, removals, retention, sender, notices } = others;
  await Promise.all([engine, purging, removals, retention, sender, notices].map((job) => job.stop()));
  // After them, because they write the last records of the audit trail.
  await sealing.stop();
}

async function readMasterKey(dataDirectory: string, { masterKey }: Configuration, store: Store) {
  const key =
    masterKey === undefined
      ? await loadMasterKey(dataDirectory, async () => (await store.count("secret", {})) > 0)
      : parseMasterKey(masterKey, "MUSTER_MASTER_KEY");
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
