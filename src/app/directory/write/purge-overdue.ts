import type { ObjectType } from "../../../ports/kinds.ts";
import type { Scheduler } from "../../../ports/scheduler.ts";
import type { DeletedPage } from "../../../ports/store.ts";
import type { OrganizationRow } from "../../../ports/tables.ts";
import { isRefusal } from "../../deps.ts";
import type { Directory } from "../directory.ts";
import { graceMs, isDeleted } from "../query/deleted-users.ts";
import { purgeObject } from "./purge-object.ts";

const EVERY_SECONDS = 600;
const ORGANIZATIONS_MAX = 10_000;
const PAGE = 100;
/** Objects looked at in one go; what is left has its turn the next time. */
const RUN_MAX = 5_000;

/** Purges by and by those who were deleted long enough ago. Several processes may do so at once. */
export class PurgeJob {
  readonly #directory: Directory;
  readonly #scheduler: Scheduler;
  #isStopped = false;
  #running: Promise<unknown> = Promise.resolve();
  #stop = () => {};

  constructor(directory: Directory, scheduler: Scheduler) {
    this.#directory = directory;
    this.#scheduler = scheduler;
  }

  /** From now on it runs every ten minutes. */
  start(): void {
    const schedule = this.#scheduler.every(EVERY_SECONDS, async () => {
      this.#running = this.run();
      await this.#running;
    });
    this.#stop = () => schedule.stop();
  }

  /** Purges what is overdue now, up to a bound; answers how many objects. */
  async run(): Promise<number> {
    const { store } = this.#directory.deps;
    let purged = 0;
    for (const organization of await store.page("organization", { where: {}, limit: ORGANIZATIONS_MAX })) {
      for (const type of ["user", "group"] as const) {
        purged += await this.#purge(organization, type, RUN_MAX - purged);
      }
    }
    return purged;
  }

  async #purge(organization: OrganizationRow, type: ObjectType, limit: number): Promise<number> {
    const { deps } = this.#directory;
    const { org } = organization;
    const until = deps.env.now() - graceMs(organization);
    let purged = 0;
    let after: DeletedPage["after"];
    while (purged < limit && !this.#isStopped) {
      const rows = await deps.store.deletedObjects(org, type, { order: "oldest", after, limit: PAGE });
      const overdue = rows.filter(isDeleted).filter(({ deleted }) => deleted <= until);
      for (const { id } of overdue) {
        if (this.#isStopped) break;
        const done = await purgeObject(this.#directory, "system", { org, type, id });
        // Restored at the last moment, or purged by another process.
        if (!isRefusal(done)) purged += 1;
      }
      const last = overdue.at(-1);
      if (last === undefined || overdue.length < PAGE) break;
      after = last;
      await deps.env.sleep(0);
    }
    if (purged > 0) deps.log("info", "directory.purged", { org, type, count: purged });
    return purged;
  }

  /** Lets the purge in hand finish, begins no other, and resolves. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#stop();
    await Promise.allSettled([this.#running]);
  }
}
