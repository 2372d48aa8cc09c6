import type { OrgId } from "../../core/ids.ts";
import { digestDay } from "../../core/notices/digest.ts";
import type { NoticeRow } from "../../ports/notice-tables.ts";
import { commitIfCurrent } from "../commit.ts";
import type { Deps } from "../deps.ts";
import { readEachPage } from "../paging.ts";
import { findAddresses } from "./find-recipients.ts";

/** Writes the digests of the day down, once for each recipient, whichever process comes first. */
export async function addDigests(deps: Deps): Promise<void> {
  const day = digestDay(deps.env.now());
  if (day === undefined) return;
  for await (const organizations of readEachPage(deps.store, "organization", {}))
    for (const { org } of organizations) await tryDigests(deps, org, day);
}

/** A damaged row of one organization must not keep the digests from the others. */
async function tryDigests(deps: Deps, org: OrgId, day: string): Promise<void> {
  try {
    await addDigestsOf(deps, org, day);
  } catch (error) {
    deps.log("error", "notice.failed", { organization: org, error });
  }
}

async function addDigestsOf(deps: Deps, org: OrgId, day: string): Promise<void> {
  const { store, env } = deps;
  for (const { address, language, apps } of await findAddresses(deps, org, (each) => each.notifyDigest)) {
    const id = `digest ${day} ${env.hash(address.toLowerCase()).slice(0, 16)}`;
    if ((await store.get("notice", { org, id })) !== undefined) continue;
    const now = env.now();
    const page = `/organizations/${org}`;
    const row: NoticeRow = {
      ...{ org, id, kind: "digest", subject: day, facts: { reason: null, count: apps.length, page } },
      ...{ recipient: address, language, state: "waiting", attempts: 0, next_attempt: now },
      ...{ failure: null, created: now, ended: null },
    };
    // Refused when another process wrote it first.
    await commitIfCurrent(deps, [{ op: "insert", table: "notice", row }]);
  }
}
