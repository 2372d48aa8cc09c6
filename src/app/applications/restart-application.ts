import type { AppId, ObjectId, OrgId } from "../../core/ids.ts";
import { listResting, releaseLanes } from "../../core/provisioning/lanes.ts";
import {
  forgetFailures,
  listRestartParts,
  type RestartPart,
  type RestartScope,
} from "../../core/provisioning/restart.ts";
import type { ChangeSet, Write } from "../../ports/store.ts";
import type { ApplicationRow, ProvisioningRow } from "../../ports/tables.ts";
import { createAuditWrite } from "../audit.ts";
import { type Actor, type Deps, isRefusal, type Refusal, refuse } from "../deps.ts";
import { reportLanes, reportQuarantine } from "../notices/create-notice.ts";
import { chunksOf, readEachPage } from "../paging.ts";
import { createDueWrite } from "../provisioning/due-changes.ts";
import type { Engine } from "../provisioning/engine/engine.ts";
import { logLanes } from "../provisioning/engine/quarantine.ts";
import { NO_ANSWERS } from "../provisioning/records/answer-holds.ts";
import { prepareDeletionApprovals } from "../provisioning/records/prepare-deletion-approvals.ts";
import { updateProvisioning } from "../provisioning/writes/provisioning.ts";
import { logEndedQuarantine } from "./set-schedule.ts";

/** Writes of one commit. Only a restart with more of them takes several. */
const AT_ONCE = 1_000;

/** The effect of a restart. */
export interface RestartReport {
  readonly parts: readonly RestartPart[];
  /** Objects that are due again, and values that the target refused and that are sent again. */
  readonly retried: number;
  readonly refusals: number;
  /** Whether a quarantine of the whole application ended, and how many kinds of operations go on. */
  readonly endedQuarantine: boolean;
  readonly endedOperations: number;
  /** Held disables and deletes that were approved. */
  readonly approved: number;
}

/** An application under its lease, and the parts of its restart. */
interface Restart {
  readonly application: ApplicationRow;
  readonly provisioning: ProvisioningRow;
  readonly parts: readonly RestartPart[];
}

/**
 * Lets an application begin again while its links stay: `scopes` say whether failures are forgotten, the next cycle looks
 * at everything, rests end, and held deletions are approved. Refused while a cycle runs. It is one commit with its audit
 * entry; of more than a thousand writes the first ones are stored before, and a repetition completes what a crash left.
 */
export async function restartApplication(
  deps: Deps,
  engine: Pick<Engine, "whileIdle" | "reschedule">,
  actor: Actor,
  input: { readonly org: OrgId; readonly app: AppId; readonly scopes: readonly RestartScope[] },
): Promise<RestartReport | Refusal> {
  const { org, app } = input;
  if ((await deps.store.get("application", { org, id: app })) === undefined)
    return refuse("not-found", "app.not-found", { app });
  return engine.whileIdle(org, app, async () => {
    const application = await deps.store.get("application", { org, id: app });
    const provisioning = await deps.store.get("provisioning", { org, app });
    if (application === undefined || provisioning === undefined) {
      return refuse("not-found", "app.not-found", { app });
    }
    const parts = listRestartParts(input.scopes);
    const report = await restart(deps, actor, { application, provisioning, parts });
    if (!isRefusal(report)) await engine.reschedule(org, app);
    return report;
  });
}

async function restart(
  deps: Deps,
  actor: Actor,
  { application, provisioning, parts }: Restart,
): Promise<RestartReport | Refusal> {
  const { org, id: app, name } = application;
  const approvals = parts.includes("force-deletes")
    ? await prepareDeletionApprovals(deps, actor, { org, app })
    : NO_ANSWERS;
  if (isRefusal(approvals)) return approvals;
  const escrows = parts.includes("escrows") ? await forgetEscrows(deps, org, app) : NO_ESCROWS;
  const isReleased = parts.includes("quarantine");
  const report: RestartReport = {
    parts,
    retried: escrows.retried,
    refusals: escrows.refusals,
    endedQuarantine: isReleased && provisioning.quarantine !== null,
    endedOperations: isReleased ? listResting(provisioning.lanes).length : 0,
    approved: approvals.answered,
  };
  const { parts: scopes, ...effects } = report;
  const entry = {
    ...({ org, category: "provisioning", activity: "restart", target: app } as const),
    detail: { name, scopes, ...effects },
  };
  const lanes = isReleased ? releaseLanes(provisioning.lanes, deps.env.now()) : provisioning.lanes;
  const last: ChangeSet = [
    changeState(provisioning, parts, lanes),
    createAuditWrite(deps, actor, entry),
    ...(isReleased ? reportQuarantine(deps, provisioning, null, "restart") : []),
    ...reportLanes(deps, provisioning, lanes, "restart"),
  ];
  const steps = joinParts([...approvals.parts, ...chunksOf(escrows.writes, AT_ONCE)], last);
  for (const step of steps) {
    const isThere: Write = { op: "require", table: "application", key: { org, id: app }, expect: {} };
    const committed = await deps.store.commit([isThere, ...step]);
    if (committed.kind === "conflict") return refuse("conflict", "app.changed-meanwhile", { app });
  }
  if (report.endedQuarantine) logEndedQuarantine(deps, application, "restart");
  logLanes(deps, provisioning, lanes, "restart");
  return report;
}

/** The write that changes how provisioning stands, or requires that nothing else changed it. */
function changeState(
  provisioning: ProvisioningRow,
  parts: readonly RestartPart[],
  lanes: ProvisioningRow["lanes"],
): Write {
  const { state } = provisioning;
  const isReleased = parts.includes("quarantine");
  return updateProvisioning(provisioning, {
    lanes,
    ...(isReleased ? { state: state === "quarantine" ? "on" : state, quarantine: null } : {}),
    // The watermark itself stays: it tells which links are void after a change of the target.
    ...(parts.includes("watermark") ? { initial_owed: 1 } : {}),
  });
}

/** The parts as few change sets: one, unless they are many. The last writes come last. */
function joinParts(parts: readonly ChangeSet[], last: ChangeSet): readonly ChangeSet[] {
  const joined: ChangeSet[] = [];
  for (const part of [...parts, last]) {
    const before = joined.at(-1);
    if (before !== undefined && before.length + part.length <= AT_ONCE)
      joined[joined.length - 1] = [...before, ...part];
    else joined.push(part);
  }
  return joined;
}

interface Escrows {
  readonly retried: number;
  readonly refusals: number;
  readonly writes: ChangeSet;
}

const NO_ESCROWS: Escrows = { retried: 0, refusals: 0, writes: [] };

/** The writes that forget the failures of every object, and let the values that the target refused be sent with the next cycle. */
async function forgetEscrows({ store, env }: Deps, org: OrgId, app: AppId): Promise<Escrows> {
  const now = env.now();
  const writes: Write[] = [];
  for await (const rows of readEachPage(store, "pending", { org, app })) {
    for (const row of rows) {
      const set = forgetFailures(row, now);
      const key = { org, app, object: row.object };
      if (set !== undefined) writes.push({ op: "update", table: "pending", key, set });
    }
  }
  const retried = writes.length;
  let refusals = 0;
  const due = new Set<ObjectId>();
  for await (const rows of readEachPage(store, "target_refusal", { org, app })) {
    for (const { object, part } of rows) {
      const set = { answers: 0, retry_at: now, parked: 0 as const, evidence_for: null };
      writes.push({ op: "update", table: "target_refusal", key: { org, app, object, part }, set });
      refusals += 1;
      due.add(object);
    }
  }
  // Nothing in the directory changes, so that an incremental cycle would not look at these objects.
  for (const object of due) writes.push(createDueWrite({ org, app }, object, now));
  return { retried, refusals, writes };
}
