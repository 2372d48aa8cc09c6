import { INSTANCE } from "../../core/ids.ts";
import type { Scheduler } from "../../ports/scheduler.ts";
import { type HeldJob, LeasedJobs } from "../background/leased-jobs.ts";
import type { Deps } from "../deps.ts";
import { readEachPage } from "../paging.ts";
import { trimInstance, trimOrganization } from "./trim-organization.ts";

const EVERY_SECONDS = 900;
/** Records of an organization that one run removes; the next run takes what is left. */
const RUN_MAX = 100_000;
const LEASE = { org: INSTANCE, name: "retention" } as const;

/** Removes the records that are kept no longer, some at a time. One process at a time does so. */
export class RetentionJob {
  readonly #jobs: LeasedJobs;

  constructor(deps: Deps, scheduler: Scheduler) {
    this.#jobs = new LeasedJobs(deps, scheduler);
  }

  /** Removes every quarter of an hour from now on. */
  start(): void {
    this.#jobs.every(EVERY_SECONDS, () => this.run());
  }

  /** Removes what is kept no longer now, up to a bound; does nothing while another process does. */
  async run(): Promise<void> {
    await this.#jobs.run(LEASE, "retention.failed", trimAll);
  }

  /** Ends after the commit in hand, and resolves. */
  stop(): Promise<void> {
    return this.#jobs.stop();
  }
}

async function trimAll({ deps, stop }: HeldJob): Promise<void> {
  const mayGoOn = () => !stop.requested;
  const ofInstance = await trimInstance({ deps, left: RUN_MAX, mayGoOn });
  if (Object.keys(ofInstance).length > 0)
    deps.log("info", "retention.removed", { organization: INSTANCE, removed: ofInstance });
  for await (const organizations of readEachPage(deps.store, "organization", {})) {
    for (const { org } of organizations) {
      if (stop.requested) return;
      const removed = await trimOrganization({ deps, left: RUN_MAX, mayGoOn }, org);
      if (Object.keys(removed).length > 0)
        deps.log("info", "retention.removed", { organization: org, removed });
    }
  }
}
