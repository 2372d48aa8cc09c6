import { INSTANCE } from "../../../core/ids.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { Scheduler } from "../../../ports/scheduler.ts";
import type { DeletedPage } from "../../../ports/store.ts";
import type { OrganizationRow } from "../../../ports/tables.ts";
import { LeasedJobs } from "../../background/leased-jobs.ts";
import type { Stop } from "../../background/shutdown-signal.ts";
import { isRefusal } from "../../deps.ts";
import { readEachPage } from "../../paging.ts";
import type { Directory } from "../directory.ts";
import { graceMsOf, isDeleted } from "../query/deleted-users.ts";
import { purgeObject } from "./purge-object.ts";

const EVERY_SECONDS = 600;
const PAGE = 100;
/** Objects purged by one run; the next run takes what is left. */
const RUN_MAX = 5_000;
const LEASE = { org: INSTANCE, name: "purge" } as const;

/** Purges, a part at a time, the users and groups that were deleted long enough ago. One process at a time does so. */
export class PurgeJob {
  readonly #directory: Directory;
  readonly #jobs: LeasedJobs;

  constructor(directory: Directory, scheduler: Scheduler) {
    this.#directory = directory;
    this.#jobs = new LeasedJobs(directory.deps, scheduler);
  }

  /** Purges every ten minutes from now on. */
  start(): void {
    this.#jobs.every(EVERY_SECONDS, async () => {
      await this.run();
    });
  }

  /** Purges what is overdue now, up to a bound. Returns the number of objects: none while another process purges. */
  async run(): Promise<number> {
    let purged = 0;
    await this.#jobs.run(LEASE, "directory.purge-failed", async ({ deps, stop }) => {
      const directory = { ...this.#directory, deps };
      for await (const organizations of readEachPage(deps.store, "organization", {})) {
        for (const organization of organizations) {
          for (const type of ["user", "group"] as const) {
            purged += await purgeOverdue(directory, organization, type, { limit: RUN_MAX - purged, stop });
          }
        }
      }
    });
    return purged;
  }

  /** Lets the purge in hand finish, begins no other, and resolves. */
  stop(): Promise<void> {
    return this.#jobs.stop();
  }
}

async function purgeOverdue(
  directory: Directory,
  organization: OrganizationRow,
  type: ObjectType,
  { limit, stop }: { readonly limit: number; readonly stop: Stop },
): Promise<number> {
  const { deps } = directory;
  const { org } = organization;
  const until = deps.env.now() - graceMsOf(organization);
  let purged = 0;
  let after: DeletedPage["after"];
  while (purged < limit && !stop.requested) {
    const rows = await deps.store.deletedObjects(org, type, { order: "oldest", after, limit: PAGE });
    const overdue = rows.filter(isDeleted).filter(({ deleted }) => deleted <= until);
    for (const { id } of overdue) {
      if (stop.requested) break;
      const done = await purgeObject(directory, "system", { org, type, id });
      // A refusal: it was restored at the last moment, or purged by a request.
      if (!isRefusal(done)) purged += 1;
    }
    const last = overdue.at(-1);
    if (last === undefined || overdue.length < PAGE) break;
    after = last;
    await deps.env.sleep(0);
  }
  if (purged > 0) deps.log("info", "directory.purged", { organization: org, type, count: purged });
  return purged;
}
