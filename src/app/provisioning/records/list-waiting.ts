import type { AppId, ObjectId, OrgId, PlanId } from "../../../core/ids.ts";
import type { AccountRules } from "../../../core/provisioning/account-rules.ts";
import type { Lanes } from "../../../core/provisioning/lanes.ts";
import type { Reason } from "../../../core/provisioning/reason.ts";
import type { ApprovalRow, DecisionRow } from "../../../ports/cycle-tables.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { ApplicationRow, LinkRow, ObjectRow, PendingRow } from "../../../ports/tables.ts";
import { type Deps, type Refusal, refuse } from "../../deps.ts";
import { type ListPage, listPage } from "../../list-page.ts";
import { readRowsAmong } from "../../paging.ts";
import { displayNameOf } from "../object-name.ts";
import { toReason, toRestReason } from "../quarantine-status.ts";
import { toHeld } from "./answer-holds.ts";
import { readBlockingReasons } from "./blocking-reasons.ts";
import { readAnswers } from "./read-answers.ts";
import { readHolds } from "./read-holds.ts";

/** An object that a cycle left something to do for. */
export interface WaitingObject {
  readonly object: ObjectId;
  readonly type: ObjectType;
  readonly name: string;
  /** `held` waits for a person or for data, `pending` for its next attempt, `parked` for a change. */
  readonly state: "held" | "pending" | "parked";
  readonly reasons: readonly Reason[];
  /** In milliseconds since 1970. */
  readonly since: number;
  readonly nextAttemptAt: number | null;
  /** Failures in a row. */
  readonly attempts: number;
  /** The recorded exchange of the last failure; null if it has none. */
  readonly exchange: string | null;
  /** The plan in which a person can answer the hold; null when there is nothing to answer. */
  readonly plan: PlanId | null;
  /** A person's answer to the hold, which the next plan will follow. */
  readonly answer: ApprovalRow | undefined;
}

/** Lists the objects of an application that are held, pending or parked, with the reasons. */
export async function listWaiting(
  deps: Deps,
  input: {
    readonly org: OrgId;
    readonly app: AppId;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<ListPage<WaitingObject> | Refusal> {
  const { store } = deps;
  const { org, app, after, limit } = input;
  const application = await store.get("application", { org, id: app });
  if (application === undefined) return refuse("not-found", "app.not-found", { app });
  const rows = await store.page("pending", {
    where: { org, app },
    limit: limit + 1,
    ...(after === undefined ? {} : { after }),
  });
  const { items, next } = listPage(rows, limit, ({ object }) => object);
  return { items: await describeAll(deps, application, items), next };
}

/** Those of these objects that an application has something left to do for. */
export async function readWaiting(
  deps: Deps,
  application: ApplicationRow,
  objects: readonly ObjectId[],
): Promise<readonly WaitingObject[]> {
  const where = { org: application.org, app: application.id };
  const rows = await readRowsAmong(deps.store, "pending", where, { column: "object", values: objects });
  return describeAll(deps, application, rows);
}

/** The answer of a person to the hold of an object, which the next plan will follow. */
export async function readHoldAnswer(
  deps: Deps,
  where: { readonly org: OrgId; readonly app: AppId },
  object: ObjectId,
): Promise<ApprovalRow["answer"] | undefined> {
  const holds = await readHolds(deps, where, [object]);
  return (await readAnswers(deps, where, holds.values())).get(object)?.answer;
}

async function describeAll(
  deps: Deps,
  { org, id: app, connector }: ApplicationRow,
  rows: readonly PendingRow[],
): Promise<readonly WaitingObject[]> {
  if (rows.length === 0) return [];
  const { store } = deps;
  const rules = deps.connectors.get(connector)?.rules;
  const ids = rows.map(({ object }) => object);
  const objects = await readRowsAmong(store, "object", { org }, { column: "id", values: ids });
  const objectOf = new Map(objects.map((row) => [row.id, row]));
  const links = await readRowsAmong(store, "link", { org, app }, { column: "object", values: ids });
  const linkOf = new Map(links.map((row) => [row.object, row]));
  const holds = await readHolds(deps, { org, app }, ids);
  const answers = await readAnswers(deps, { org, app }, holds.values());
  const lanes = (await store.get("provisioning", { org, app }))?.lanes ?? {};
  return Promise.all(
    rows.map((row) =>
      describe(deps, row, {
        object: objectOf.get(row.object),
        link: linkOf.get(row.object),
        rules,
        lanes,
        hold: holds.get(row.object),
        answer: answers.get(row.object),
      }),
    ),
  );
}

async function describe(
  deps: Deps,
  row: PendingRow,
  known: {
    readonly object: ObjectRow | undefined;
    readonly link: LinkRow | undefined;
    readonly hold: DecisionRow | undefined;
    readonly answer: ApprovalRow | undefined;
    readonly rules: AccountRules | undefined;
    readonly lanes: Lanes;
  },
): Promise<WaitingObject> {
  const { object, link, hold, answer, rules, lanes } = known;
  const type = object?.type === "group" || link?.type === "group" ? "group" : "user";
  const isHeld = row.reason === "held";
  const isParked = row.parked === 1;
  const rest = readRest(row, lanes);
  return {
    object: row.object,
    type,
    name: displayNameOf(object, link, rules) || row.object,
    state: isHeld ? "held" : isParked ? "parked" : "pending",
    reasons: await readReasons(deps, row, { hold: isHeld ? hold : undefined, rest }),
    since: row.since,
    nextAttemptAt: isHeld || isParked ? null : Math.max(row.next_attempt, rest?.next ?? 0),
    attempts: row.attempts,
    exchange: row.fault?.exchange ?? null,
    plan: isHeld && hold !== undefined && toHeld(hold, deps.env.hash) !== undefined ? hold.plan : null,
    answer,
  };
}

/** The quarantine of the lane that an object waits for: the next probe, and the reason for people. */
interface RowRest {
  readonly next: number;
  readonly reason: Reason;
}

function readRest({ lane, parked }: PendingRow, lanes: Lanes): RowRest | undefined {
  const quarantine = lane === null ? undefined : lanes[lane]?.quarantine;
  if (lane === null || quarantine === null || quarantine === undefined || parked === 1) return undefined;
  return { next: quarantine.next, reason: toRestReason(lane, quarantine) };
}

/** Why the object waits: the target's refusal, or what the decision or its last log entry says. */
async function readReasons(
  { store }: Deps,
  row: PendingRow,
  { hold, rest }: { readonly hold: DecisionRow | undefined; readonly rest: RowRest | undefined },
): Promise<readonly Reason[]> {
  const refusal = row.fault === null ? undefined : toReason(row.fault);
  const held = rest === undefined ? [] : [rest.reason];
  if (refusal !== undefined) return [refusal, ...held];
  if (held.length > 0) return held;
  if (hold !== undefined) return readBlockingReasons(hold.reasons);
  const { org, app, object } = row;
  const where = { org, app, object };
  const [entry] = await store.page("provisioning_log", { where, descending: true, limit: 1 });
  return readBlockingReasons(entry?.reasons);
}
