import { formatDetail } from "../../core/events/feed-detail.ts";
import type { AppId, OrgId } from "../../core/ids.ts";
import {
  findLaneChanges,
  findQuarantineEvent,
  type NoticeEvent,
  type NoticeFacts,
} from "../../core/notices/notice.ts";
import type { Fault } from "../../core/provisioning/fault.ts";
import type { Lanes } from "../../core/provisioning/lanes.ts";
import type { PlanRow } from "../../ports/cycle-tables.ts";
import type { ImportRow } from "../../ports/import-tables.ts";
import type { Write } from "../../ports/store.ts";
import type { ProvisioningRow } from "../../ports/tables.ts";
import type { Deps, Refusal } from "../deps.ts";

interface NewNotice {
  readonly org: OrgId;
  readonly event: NoticeEvent;
  /** The id of the application, or the name of the source of an import. */
  readonly subject: string;
  /** The id of the resource of the event: the application or the import. */
  readonly resource: string;
  readonly facts: NoticeFacts;
}

/**
 * The writes that report a fact: an event for webhooks and, where mail is sent, a notice. They belong into the commit of
 * the fact, so that neither exists without the other.
 */
export function createNotice(deps: Pick<Deps, "env" | "mail">, notice: NewNotice): readonly Write[] {
  const { org, event, subject, resource, facts } = notice;
  const at = deps.env.now();
  const detail = formatDetail({
    notice: event,
    ...(facts.reason === null ? {} : { reason: facts.reason.code }),
    ...(facts.lane === undefined ? {} : { lane: facts.lane }),
  });
  const feed = { org, kind: "notice", object: resource, other: null, change: "changed", at, detail } as const;
  const row = {
    ...{ org, id: deps.env.newId(), kind: event, subject, facts },
    ...{ recipient: null, language: null, state: "waiting" as const, attempts: 0, next_attempt: at },
    ...{ failure: null, created: at, ended: null },
  };
  const mail: readonly Write[] = deps.mail === undefined ? [] : [{ op: "insert", table: "notice", row }];
  return [{ op: "insert", table: "feed", row: feed }, ...mail];
}

/** The cause of the end of a rest: the target worked again, or a person changed the schedule or restarted the application. */
export type RestEnd = "target" | "schedule" | "restart";

/** The writes that report a change of an application's quarantine; none when nothing changes for people. */
export function reportQuarantine(
  deps: Pick<Deps, "env" | "mail">,
  { org, app, quarantine: before }: Pick<ProvisioningRow, "org" | "app" | "quarantine">,
  after: ProvisioningRow["quarantine"],
  by: RestEnd,
): readonly Write[] {
  const event = findQuarantineEvent(before, after);
  if (event === undefined) return [];
  const fault = after?.fault ?? null;
  const facts = { ...factsOf(fault, by), page: pageOfApplication(org, app) };
  return createNotice(deps, { org, event, subject: app, resource: app, facts });
}

/** The writes that report which lanes of an application begin to rest, and which go on. */
export function reportLanes(
  deps: Pick<Deps, "env" | "mail">,
  { org, app, lanes: before }: Pick<ProvisioningRow, "org" | "app" | "lanes">,
  after: Lanes,
  by: RestEnd,
): readonly Write[] {
  const page = pageOfApplication(org, app);
  return findLaneChanges(before, after).flatMap(({ event, lane, fault }) => {
    const facts = { ...factsOf(fault, by), page, lane };
    return createNotice(deps, { org, event, subject: app, resource: app, facts });
  });
}

/** The facts of a rest that begins with a fault, or ends. */
function factsOf(fault: Fault | null, by: RestEnd): Pick<NoticeFacts, "reason" | "count" | "isByPerson"> {
  if (fault !== null) return { reason: { code: fault.code, params: fault.params }, count: null };
  return { reason: null, count: null, ...(by === "target" ? {} : { isByPerson: true }) };
}

/** The writes that report that an import failed. */
export function reportFailedImport(
  deps: Pick<Deps, "env" | "mail">,
  { org, id, source }: Pick<ImportRow, "org" | "id" | "source">,
  { code, params }: Refusal,
): readonly Write[] {
  const facts = { reason: { code, params }, count: null, page: `/organizations/${org}/imports/${id}` };
  return createNotice(deps, { org, event: "import.failed", subject: source, resource: id, facts });
}

/** The writes that report that a cycle holds deprovisioning back. */
export function reportHeld(
  deps: Pick<Deps, "env" | "mail">,
  { org, app, id: plan, counts }: Pick<PlanRow, "org" | "app" | "id" | "counts">,
  reason: NoticeFacts["reason"],
): readonly Write[] {
  const page = `${pageOfApplication(org, app)}/plans/${plan}`;
  const facts = { reason, count: counts.hold, page };
  return createNotice(deps, {
    ...{ org, event: "provisioning.deprovisioning-held", subject: app, resource: app, facts },
  });
}

/** The page of an application in the console. */
export function pageOfApplication(org: OrgId, app: AppId): string {
  return `/organizations/${org}/applications/${app}`;
}
