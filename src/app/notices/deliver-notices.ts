import { computeDeliveryDelayMs } from "../../core/events/delivery-delay.ts";
import { hasCome } from "../../core/has-come.ts";
import type { OrgId } from "../../core/ids.ts";
import { groupNotices, nextMailAt } from "../../core/notices/notice.ts";
import type { MailOutcome, MailPort } from "../../ports/mailer.ts";
import type { NoticeRow } from "../../ports/notice-tables.ts";
import type { Write } from "../../ports/store.ts";
import type { Stop } from "../background/shutdown-signal.ts";
import { commitOrThrow } from "../commit.ts";
import type { Deps } from "../deps.ts";
import { composeNotice } from "./compose-notice.ts";
import { findRecipients } from "./find-recipients.ts";

/** Notices of an organization that are looked at together. */
const READ_MAX = 2_000;
/** Rows that one commit changes. */
const AT_ONCE = 500;
/** How long a notice is tried. */
const TRIED_MS_MAX = 3 * 24 * 3_600_000;

type Group = readonly [NoticeRow, ...NoticeRow[]];

export interface DeliverOptions {
  readonly mail: MailPort;
  /** The address of the console. */
  readonly baseUrl: string;
  readonly stop: Stop;
}

/**
 * Sends the notices of an organization whose time has come, one mail for all of a kind about one subject. Each attempt is
 * counted before it is made and settled after it, so that a process that ends in between sends a mail twice at most, with
 * the same id, and none is left out. `deps` require the lease of the organization's notices.
 */
export async function deliverNotices(deps: Deps, org: OrgId, options: DeliverOptions): Promise<void> {
  await addressNotices(deps, org);
  const waiting = await readWaiting(deps, org);
  for (const group of groupNotices(waiting)) {
    if (options.stop.requested) return;
    if (!(await isDue(deps, group))) continue;
    const outcome = await sendGroup(deps, group, options);
    // The others would wait for the same server, each until its time limit.
    if (outcome === "unreachable") return;
  }
}

function readWaiting({ store }: Deps, org: OrgId): Promise<readonly NoticeRow[]> {
  return store.page("notice", { where: { org, state: "waiting" }, limit: READ_MAX });
}

/** Gives each new notice its recipients; one without any is dropped. */
async function addressNotices(deps: Deps, org: OrgId): Promise<void> {
  const rows = await deps.store.page("notice", {
    where: { org, state: "waiting", recipient: null },
    limit: READ_MAX,
  });
  for (const row of rows) {
    const [first, ...others] = await findRecipients(deps, row);
    if (first === undefined) {
      await commitOrThrow(deps, [update(row, { state: "dropped", ended: deps.env.now() })]);
      continue;
    }
    const { address: recipient, language } = first;
    const copies = others.map((other): Write => {
      const own = { id: deps.env.newId(), recipient: other.address, language: other.language };
      return { op: "insert", table: "notice", row: { ...row, ...own } };
    });
    await commitOrThrow(deps, [update(row, { recipient, language }), ...copies]);
  }
}

async function isDue({ store, env }: Deps, group: Group): Promise<boolean> {
  const [{ org, subject, kind, recipient, created, next_attempt, attempts }] = group;
  const now = env.now();
  if (attempts > 0) return hasCome(next_attempt, now, computeDeliveryDelayMs(attempts, 0, undefined));
  const [last] = await store.page("notice", {
    where: { org, subject, kind, recipient, state: "sent" },
    descending: true,
    limit: 1,
  });
  const due = nextMailAt(last?.ended ?? null, created);
  return hasCome(due, now, 3_600_000);
}

async function sendGroup(
  deps: Deps,
  group: Group,
  { mail, baseUrl, stop }: DeliverOptions,
): Promise<"settled" | "unreachable"> {
  const [first] = group;
  const draft = await composeNotice(deps, group, baseUrl);
  if (draft === undefined) {
    await updateAll(deps, group, { state: "dropped", ended: deps.env.now() });
    return "settled";
  }
  const attempts = first.attempts + 1;
  await updateAll(deps, group, { attempts });
  const written = mail.write(draft, first.language ?? "en");
  const outgoing = { ...written, id: first.id, to: first.recipient ?? "" };
  const outcome = await mail.send(outgoing, stop.signal);
  await settle(deps, group, { outcome, attempts });
  const isAway = outcome.kind === "failed" && outcome.code !== "mail.recipient-refused";
  return isAway ? "unreachable" : "settled";
}

async function settle(
  deps: Deps,
  group: Group,
  { outcome, attempts }: { readonly outcome: MailOutcome; readonly attempts: number },
): Promise<void> {
  const now = deps.env.now();
  if (outcome.kind === "accepted") {
    await updateAll(deps, group, { state: "sent", ended: now, failure: null });
    return;
  }
  const { code, params, isFinal } = outcome;
  const [{ org, id, kind, created }] = group;
  const failure = { code, params: { ...params } };
  const isGivenUp = isFinal || now - created >= TRIED_MS_MAX;
  const fields = { organization: org, notice: id, kind, code };
  if (isGivenUp) {
    deps.log("warn", "notice.given-up", fields);
    await updateAll(deps, group, { state: "given-up", ended: now, failure });
    return;
  }
  if (attempts === 1) deps.log("warn", "notice.failing", fields);
  const share = Number.parseInt(deps.env.hash(`${id} ${attempts}`).slice(0, 8), 16) / 2 ** 32;
  const next_attempt = now + Math.round(computeDeliveryDelayMs(attempts, share, undefined));
  await updateAll(deps, group, { failure, next_attempt });
}

/** Changes the rows of a mail; the first commit has the oldest, which decides on attempts and id. */
async function updateAll(deps: Deps, group: Group, set: Partial<NoticeRow>): Promise<void> {
  for (let at = 0; at < group.length; at += AT_ONCE)
    await commitOrThrow(
      deps,
      group.slice(at, at + AT_ONCE).map((row) => update(row, set)),
    );
}

function update({ org, id }: NoticeRow, set: Partial<NoticeRow>): Write {
  return { op: "update", table: "notice", key: { org, id }, set };
}
