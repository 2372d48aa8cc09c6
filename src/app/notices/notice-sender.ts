import type { OrgId } from "../../core/ids.ts";
import type { MailPort } from "../../ports/mailer.ts";
import type { Scheduler } from "../../ports/scheduler.ts";
import { LeasedJobs } from "../background/leased-jobs.ts";
import type { Deps } from "../deps.ts";
import { readEachPage } from "../paging.ts";
import { addDigests } from "./add-digests.ts";
import { deliverNotices } from "./deliver-notices.ts";

/** How often to look for notices to send. */
const LOOK_SECONDS = 5;
/** How often to look whether the digests of the day are due. */
const DIGEST_SECONDS = 300;

/** Sends notices by mail, some seconds after they were written. Of several processes on one store, one sends for an organization. */
export class NoticeSender {
  readonly #deps: Deps;
  readonly #jobs: LeasedJobs;
  #baseUrl = "";

  constructor(deps: Deps, scheduler: Scheduler) {
    this.#deps = deps;
    this.#jobs = new LeasedJobs(deps, scheduler);
  }

  /** Begins, if this installation sends mail; `baseUrl` is where others reach this server. */
  start(baseUrl: string): void {
    this.#baseUrl = baseUrl.replace(/\/+$/, "");
    const { mail } = this.#deps;
    if (mail === undefined) return;
    this.#jobs.every(LOOK_SECONDS, () => this.run());
    this.#jobs.every(DIGEST_SECONDS, () => this.addDigests());
  }

  /** Sends what is due now. Never rejects. */
  async run(): Promise<void> {
    const { mail, log } = this.#deps;
    if (mail === undefined) return;
    try {
      for (const org of await this.#findOrganizations()) await this.#deliver(org, mail);
    } catch (error) {
      log("error", "notice.failed", { error });
    }
  }

  /** Writes the digests down whose day has come. Never rejects. */
  async addDigests(): Promise<void> {
    try {
      await addDigests(this.#deps);
    } catch (error) {
      this.#deps.log("error", "notice.failed", { error });
    }
  }

  /** Lets the mail in hand be answered, begins no other, and resolves. */
  stop(): Promise<void> {
    return this.#jobs.stop();
  }

  async #findOrganizations(): Promise<ReadonlySet<OrgId>> {
    const orgs = new Set<OrgId>();
    for await (const rows of readEachPage(this.#deps.store, "notice", { state: "waiting" }))
      for (const { org } of rows) orgs.add(org);
    return orgs;
  }

  async #deliver(org: OrgId, mail: MailPort): Promise<void> {
    await this.#jobs.run({ org, name: "notices" }, "notice.failed", ({ deps, stop }) =>
      deliverNotices(deps, org, { mail, baseUrl: this.#baseUrl, stop }),
    );
  }
}
