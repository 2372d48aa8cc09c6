import type { ObjectId } from "../../../core/ids.ts";
import type { Json, JsonObject } from "../../../core/json.ts";
import { diffFlat, type FlatAttributes, flattenAccount, likenFlat } from "../../../core/mapping/flat.ts";
import type { Fault, Outcome } from "../../../core/provisioning/fault.ts";
import type { DecisionRow, JournalRow } from "../../../ports/cycle-tables.ts";
import type { Write } from "../../../ports/store.ts";
import type { LinkRow } from "../../../ports/tables.ts";
import type { Account, RefusedAttribute } from "../../../ports/target.ts";
import { explainTakenValue, mayTakeAccount, readAccountOwner } from "../account-owner.ts";
import {
  type ApplyRun,
  clearPending,
  desiredOf,
  endDecisionWrite,
  failDecision,
  keepPending,
  subjectOf,
} from "./apply-run.ts";
import { endStep, journalStep, logLine } from "./journal.ts";
import { moveMemberships } from "./move-memberships.ts";
import { recordRefused, withoutRefused } from "./refused-attributes.ts";
import { findCreated } from "./settle-step.ts";
import { changeAccount } from "./update-account.ts";

/** Makes the account that a decision asks for, or finds out that it is there already. */
export async function createAccount(run: ApplyRun, decision: DecisionRow): Promise<void> {
  const { attributes, awaited, match } = desiredOf(decision);
  const resolved = await resolveReferences(run, awaited);
  const desired = { ...attributes, ...resolved };
  const step = await journalStep(run.context, run.cycle, subjectOf(decision), "create", {
    attributes: desired,
    match: match ?? null,
  });
  const { target, signal, deps } = run.context;
  const outcome = await target.create({ type: decision.type, attributes: desired }, step.id, signal);
  deps.checkpoint("answered");
  if (outcome.ok) {
    const { account, refused } = outcome.value;
    return settleCreated(run, decision, step, account, desired, { provenance: "created", refused });
  }
  const { fault } = outcome;
  if (fault.kind === "already-exists") return adoptExisting(run, decision, step, desired, fault);
  if (fault.kind !== "unknown-outcome") {
    return failDecision(run, decision, fault, [endStep(run.context, step, "failed", { fault: fault.code })]);
  }
  const found = await lookAgain(run, step);
  if (found.ok && found.value !== undefined) {
    return settleCreated(run, decision, step, found.value, desired, { provenance: "recovered", refused: [] });
  }
  // Not there yet is not the same as not made: a slow target may still be at it. A later cycle looks again.
  const because = fault.params["because"] ?? "";
  return failDecision(run, decision, fault, [endStep(run.context, step, "unknown", { because })]);
}

/** Asks the target what became of a create whose answer is missing; it may need a moment to show it. */
async function lookAgain(run: ApplyRun, step: JournalRow): Promise<Outcome<Account | undefined>> {
  for (const waitMs of [0, 250, 1_000]) {
    await run.context.deps.env.sleep(waitMs, run.context.signal);
    const found = await findCreated(run.context, step);
    if (found.ok && (found.value !== undefined || waitMs === 1_000)) return found;
    if (!found.ok && waitMs === 1_000) return found;
  }
  return { ok: true, value: undefined };
}

/** How an account came to be, and the attributes that the target refused meanwhile. */
interface Origin {
  readonly provenance: LinkRow["provenance"];
  readonly refused: readonly RefusedAttribute[];
}

async function settleCreated(
  run: ApplyRun,
  decision: DecisionRow,
  step: JournalRow,
  account: Account,
  desired: FlatAttributes,
  { provenance, refused }: Origin,
): Promise<void> {
  const { context } = run;
  // A recovered account is taken as it is found; what differs is corrected by the next plan.
  const paths = Object.keys(desired);
  const projected =
    provenance === "created"
      ? withoutRefused(desired, refused)
      : likenFlat(flattenAccount(paths, account.attributes), desired);
  const differs = provenance === "created" ? false : diffFlat(projected, desired).length > 0;
  const subject = subjectOf(decision, account.id);
  await context.deps.store.commit([
    endStep(context, step, "done", { provenance }, account.id),
    newLink(run, decision, account, projected, provenance),
    logLine(context, run.cycle, subject, {
      action: "create",
      status: "success",
      step: step.id,
      changes: decision.changes,
      account: account.id,
    }),
    ...(differs
      ? [await keepPending(run, decision.object, { reason: "differs" })]
      : clearPending(run, decision.object)),
    ...(await recordRefused(run, decision, step, refused)),
    ...(queueFollowUps(run, decision, desired) ? [] : [endDecisionWrite(run, decision, "created")]),
  ]);
  context.deps.checkpoint("linked");
}

export function newLink(
  run: ApplyRun,
  decision: DecisionRow,
  account: Account,
  projected: JsonObject,
  provenance: LinkRow["provenance"],
): Write {
  const { deps, org, app } = run.context;
  const now = deps.env.now();
  const row: LinkRow = {
    org,
    app,
    object: decision.object,
    type: decision.type,
    account: account.id,
    status: "complete",
    scope: "in",
    provenance,
    projected,
    hash: deps.env.hash(JSON.stringify(projected)),
    version: 1,
    created: now,
    modified: now,
  };
  return { op: "insert", table: "link", row };
}

/** What remains after the attributes are written: references in the second pass, memberships in the third. */
export function queueFollowUps(run: ApplyRun, decision: DecisionRow, desired: FlatAttributes): boolean {
  const { awaited, members } = desiredOf(decision);
  const open = Object.fromEntries(Object.entries(awaited).filter(([path]) => desired[path] === undefined));
  if (Object.keys(open).length > 0) {
    run.awaiting.set(decision.object, open);
    return true;
  }
  if (decision.type === "group" && (members > 0 || decision.verb === "adopt")) {
    run.withMembers.push(decision);
    return true;
  }
  return false;
}

/** The target has such an account although matching did not find it, or found it too late. */
async function adoptExisting(
  run: ApplyRun,
  decision: DecisionRow,
  step: JournalRow,
  desired: FlatAttributes,
  fault: Fault,
): Promise<void> {
  const { context } = run;
  const failed = endStep(context, step, "failed", { fault: fault.code });
  const found = await findCreated(context, step);
  if (!found.ok || found.value === undefined) return failDecision(run, decision, fault, [failed]);
  const account = found.value;
  const owner = await readAccountOwner(context, decision.type, account.id);
  if (!mayTakeAccount(owner, undefined)) {
    const refused = { type: decision.type, object: decision.object, values: desired };
    return failDecision(run, decision, await explainTakenValue(context, fault, refused), [failed]);
  }
  await context.deps.store.commit([failed]);
  await adoptAccount(run, { ...decision, account: account.id }, account, desired);
}

/** Links an account that is there already, and corrects what differs. */
export async function adoptAccount(
  run: ApplyRun,
  decision: DecisionRow,
  account: Account,
  desired: FlatAttributes,
): Promise<void> {
  const { context } = run;
  const current = likenFlat(flattenAccount(Object.keys(desired), account.attributes), desired);
  const changes = diffFlat(current, desired).filter(({ to }) => to !== null);
  const { org, app } = context;
  const where = { org, app, type: decision.type, account: account.id };
  const [former] = await context.deps.store.page("link", { where, limit: 1 });
  const released: Write[] =
    former === undefined ? [] : [{ op: "delete", table: "link", key: { org, app, object: former.object } }];
  if (former !== undefined) await moveMemberships(run, former, decision.object);
  await context.deps.store.commit([
    ...released,
    newLink(run, decision, account, current, "adopted"),
    logLine(context, run.cycle, subjectOf(decision, account.id), {
      action: "adopt",
      status: "success",
      account: account.id,
    }),
    ...(changes.length > 0
      ? [await keepPending(run, decision.object, { reason: "differs" })]
      : clearPending(run, decision.object)),
    ...(changes.length > 0 || queueFollowUps(run, decision, desired)
      ? []
      : [endDecisionWrite(run, decision, "adopted")]),
  ]);
  if (changes.length > 0) await changeAccount(run, decision, "update", changes, "adopted");
}

/** The accounts of references that exist by now, as flat attributes. */
export async function resolveReferences(
  run: ApplyRun,
  awaited: Readonly<Record<string, ObjectId>>,
): Promise<Readonly<Record<string, Json>>> {
  const { deps, org, app } = run.context;
  const resolved: Record<string, Json> = {};
  for (const [path, object] of Object.entries(awaited)) {
    const link = await deps.store.get("link", { org, app, object });
    if (link !== undefined) resolved[path] = link.account;
  }
  return resolved;
}
