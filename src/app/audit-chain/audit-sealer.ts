import { toHead } from "../../core/audit/chain.ts";
import { INSTANCE } from "../../core/ids.ts";
import type { AuditMark } from "../../ports/audit.ts";
import type { Scheduler } from "../../ports/scheduler.ts";
import { type HeldJob, LeasedJobs } from "../background/leased-jobs.ts";
import { commitIfCurrent } from "../commit.ts";
import type { Deps } from "../deps.ts";
import { type MadeSeal, sealRecords } from "./seal-records.ts";

const EVERY_SECONDS = 10;
/** Records that are sealed in one commit: reading and hashing them takes a few milliseconds. */
const BATCH = 500;
/** The time that sealing the last records may take when the process stops. */
const LAST_RUN_MS = 500;
const HOUR_MS = 3_600_000;
const LEASE = { org: INSTANCE, name: "audit-seal" } as const;

/**
 * Seals the new records of the audit trail every ten seconds, in the order of their places. The writers of records do not
 * wait for it. One process at a time seals, so that no organization has two chains.
 */
export class AuditSealer {
  readonly #deps: Deps;
  readonly #jobs: LeasedJobs;
  #isStarted = false;
  /** An end of the trail that had to wait for writes which were under way. */
  #waiting: AuditMark | undefined;

  constructor(deps: Deps, scheduler: Scheduler) {
    this.#deps = deps;
    this.#jobs = new LeasedJobs(deps, scheduler);
  }

  /** Seals what an earlier process left, and at an interval from now on. */
  start(): void {
    this.#isStarted = true;
    void this.#jobs.track(this.run()).catch(noop);
    this.#jobs.every(EVERY_SECONDS, () => this.run());
  }

  /** Seals the records up to the end of the trail, or up to an earlier end while writes are under way. */
  async run(): Promise<void> {
    const { store } = this.#deps;
    const now = await store.markAudit();
    const settled = await this.#findSettled(now);
    // Kept until it has settled: a newer one would be put off for ever by writes that never pause.
    if (settled !== undefined || this.#waiting === undefined)
      this.#waiting = settled === now ? undefined : now;
    if (settled === undefined || settled.newest <= now.sealed) return;
    await this.#jobs.run(LEASE, "audit.seal-failed", (job) => sealUpTo(job, settled.newest));
  }

  async #findSettled(now: AuditMark): Promise<AuditMark | undefined> {
    const { store } = this.#deps;
    if (await store.isAuditSettled(now)) return now;
    const waiting = this.#waiting;
    return waiting !== undefined && (await store.isAuditSettled(waiting)) ? waiting : undefined;
  }

  /** Seals the last records, if that takes no longer than a moment; ends after the batch in hand, and resolves. */
  async stop(): Promise<void> {
    if (this.#isStarted) {
      this.#isStarted = false;
      const { env } = this.#deps;
      const ended = new AbortController();
      // What is left over, and a store that does not answer, are for the next start.
      const run = this.run().then(noop, noop);
      await Promise.race([run, env.sleep(LAST_RUN_MS, ended.signal)]);
      ended.abort();
    }
    return this.#jobs.stop();
  }
}

function noop(): void {}

async function sealUpTo({ deps, stop }: HeldJob, upto: number): Promise<void> {
  // Read under the lease: another process may have sealed since the mark.
  let { sealed: after } = await deps.store.markAudit();
  while (!stop.requested) {
    const records = await deps.store.auditAt({ after, upto, limit: BATCH });
    const last = records.at(-1);
    if (last === undefined) return;
    await storeSeals(deps, await sealRecords(deps, records));
    after = last.place;
    await deps.env.sleep(0);
  }
}

/** Stores the seals together, or each by itself when one is refused: a chain that was changed must not stop the others. */
async function storeSeals(deps: Deps, seals: readonly MadeSeal[]): Promise<void> {
  const together = seals.flatMap(({ writes }) => writes);
  if (await commitIfCurrent(deps, together)) {
    for (const each of seals) logSeal(deps, each);
    return;
  }
  // By place, because the next run goes on after the last place that is sealed, wherever this one ends.
  for (const each of seals.toSorted((one, other) => one.seal.place - other.seal.place)) {
    if (await commitIfCurrent(deps, each.writes)) logSeal(deps, each);
    else deps.log("error", "audit.seal-failed", { organization: each.org, lease: LEASE.name });
  }
}

/** The log has the hash of the first seal of each hour: evidence that lies outside of the database. */
function logSeal({ log }: Deps, { org, seal, previousAt }: MadeSeal): void {
  const { number, hash, at } = seal;
  if (previousAt !== undefined && hourOf(previousAt) === hourOf(at)) return;
  log("info", "audit.sealed", { organization: org, seal: number, record: toHead(seal).record, hash });
}

function hourOf(at: number): number {
  return Math.floor(at / HOUR_MS);
}
