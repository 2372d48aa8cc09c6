import { hasCome } from "../../core/has-come.ts";
import { INSTANCE, type OrgId } from "../../core/ids.ts";
import type { OrganizationRemovalRow } from "../../ports/removal-tables.ts";
import type { Scheduler } from "../../ports/scheduler.ts";
import { type HeldJob, LeasedJobs } from "../background/leased-jobs.ts";
import { commitIfCurrent } from "../commit.ts";
import type { Deps } from "../deps.ts";
import { collectRows, readEachPage } from "../paging.ts";
import { forgetIdentities } from "../people/providers/change-provider.ts";

const EVERY_SECONDS = 60;
/** Rows deleted by one statement: few enough that other writes come in between. */
const AT_ONCE = 500;
/** After this time no request is under way any more that was let in before the deletion, and could have added rows. */
const SETTLED_MS = 1_800_000;
const LEASE = { org: INSTANCE, name: "organization-removal" } as const;

/**
 * Deletes the rows of organizations that were deleted, some at a time, so that other work goes on meanwhile. After a
 * crash the next run takes up the rest. One process at a time does so.
 */
export class RemovalJob {
  readonly #jobs: LeasedJobs;

  constructor(deps: Deps, scheduler: Scheduler) {
    this.#jobs = new LeasedJobs(deps, scheduler);
  }

  /** Goes on with what is left over, now and every minute. */
  start(): void {
    this.wake();
    this.#jobs.every(EVERY_SECONDS, () => this.run());
  }

  /** Begins at once, after a deletion. */
  wake(): void {
    void this.#jobs.track(this.run());
  }

  /** Deletes all rows of the organizations that were deleted, unless another run is doing so. */
  async run(): Promise<void> {
    await this.#jobs.run(LEASE, "organization.removal-failed", async (job) => {
      const seen = new Set<OrgId>();
      for (let rows = await readNew(job, seen); rows.length > 0; rows = await readNew(job, seen)) {
        for (const row of rows) {
          seen.add(row.org);
          if (!job.stop.requested) await removeRest(job, row);
        }
      }
    });
  }

  /** Lets the statement in hand finish, begins no other, and resolves. */
  stop(): Promise<void> {
    return this.#jobs.stop();
  }
}

/** The removals that this run has not worked on: some may have been requested since it began. */
async function readNew(
  { deps: { store } }: HeldJob,
  seen: ReadonlySet<OrgId>,
): Promise<readonly OrganizationRemovalRow[]> {
  const rows = await collectRows(readEachPage(store, "organization_removal", {}));
  return rows.filter(({ org }) => !seen.has(org));
}

async function removeRest({ deps, stop }: HeldJob, row: OrganizationRemovalRow): Promise<void> {
  const { store, env, log } = deps;
  const { org, name, emptied } = row;
  const key = { org };
  for await (const providers of readEachPage(store, "identity_provider", { org })) {
    for (const { id } of providers) await forgetIdentities(deps, "system", id);
  }
  while (await store.removeRows(org, AT_ONCE)) {
    if (stop.requested) return;
    await env.sleep(0);
  }
  if (emptied === null) {
    const set = { emptied: env.now() };
    await commitIfCurrent(deps, [
      { op: "update", table: "organization_removal", key, set, expect: { emptied } },
    ]);
    log("info", "organization.removed", { organization: org, name });
  } else if (hasCome(emptied + SETTLED_MS, env.now(), SETTLED_MS)) {
    await commitIfCurrent(deps, [{ op: "delete", table: "organization_removal", key, expect: { emptied } }]);
  }
}

/** The organizations that were deleted and still have rows, in the order of their ids. */
export async function listRemovals({
  store,
}: Pick<Deps, "store">): Promise<readonly OrganizationRemovalRow[]> {
  return collectRows(readEachPage(store, "organization_removal", { emptied: null }));
}
