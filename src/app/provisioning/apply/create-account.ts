import type { ObjectId } from "../../../core/ids.ts";
import {
  alignTypes,
  diffFlat,
  type FlatAttributes,
  type FlatChange,
  flattenAccount,
} from "../../../core/mapping/flat.ts";
import type { Fault, Outcome } from "../../../core/provisioning/fault.ts";
import type { KnownMember } from "../../../core/provisioning/records/step.ts";
import { explainRefusal, mayBeTrouble } from "../../../core/provisioning/target-trouble.ts";
import type { DecisionRow, JournalRow } from "../../../ports/cycle-tables.ts";
import type { Write } from "../../../ports/store.ts";
import type { LinkRow } from "../../../ports/tables.ts";
import type { Account, RefusedAttribute } from "../../../ports/target.ts";
import { commitOrThrow } from "../../commit.ts";
import { nameOf } from "../../objects.ts";
import { readRowsAmong } from "../../paging.ts";
import { explainTakenValue, mayTakeAccount, readAccountOwner } from "../account-owner.ts";
import { insertLink, recordMembership } from "../writes/link.ts";
import { keepPending } from "../writes/pending.ts";
import { adoptAccount, needsPerson } from "./adopt-account.ts";
import { type ApplyRun, registerAccount, subjectOf } from "./apply-run.ts";
import { endDecision, failDecision, settlePending } from "./end-decision.ts";
import { endOrFollowUp, resolveReferences } from "./follow-ups.ts";
import { endStep, journalStep, logLine } from "./journal.ts";
import { readNewMembers } from "./planned-members.ts";
import { findCreatedSpellings } from "./read-spellings.ts";
import {
  acceptedOf,
  findPassing,
  noteAcceptance,
  recordRefusals,
  toRefusedParts,
} from "./record-refusals.ts";
import { findCreated, resolveCreated } from "./settle-step.ts";
import { splitRefused } from "./split-changes.ts";
import { makeWriteOnlyValues, withPlaces } from "./write-only-values.ts";

/** A create that was sent: its decision, its step, and the attributes in it. */
interface Creation {
  readonly decision: DecisionRow;
  readonly step: JournalRow;
  readonly desired: FlatAttributes;
  /** All that the account shall hold, as changes to an empty one. */
  readonly due: readonly FlatChange[];
}

/** An account that a create made, or turned out to have made. */
interface FoundAccount {
  readonly account: Account;
  readonly provenance: "created" | "recovered";
  readonly refused: readonly RefusedAttribute[];
  readonly members: readonly KnownMember[];
  /** The account with all that was accepted, if the target showed it. */
  readonly shown?: Account | undefined;
}

/** Creates the account of a decision, or finds out that it exists already. */
export async function createAccount(run: ApplyRun, decision: DecisionRow): Promise<void> {
  // The target creates nothing of this type: its answer to the others stands for this one, which is not sent.
  const refusal = run.refusedCreates.find(decision.type);
  if (refusal !== undefined) return failDecision(run, decision, refusal);
  if (isTakenBefore(run, decision)) return endDecision(run, decision, "held", []);
  const { attributes, awaited, match, found = [] } = decision.desired;
  const resolved = await resolveReferences(run, awaited);
  const desired = { ...attributes, ...resolved };
  const planned = await readNewMembers(run, decision);
  const { target, signal, deps } = run.context;
  const step = await journalStep(run.context, run.cycle, {
    subject: subjectOf(decision),
    operation: "create",
    request: {
      ...{ kind: "create", name: decision.name, attributes: desired, match, members: planned },
      ...(found.length === 0 ? {} : { beside: found.map(({ account }) => account) }),
    },
  });
  const members = planned.map(({ account }) => account);
  const due = diffFlat({}, withPlaces(run.context, decision.type, desired));
  const { sent, withheld } = splitRefused(run, decision, due);
  const paths = new Set(sent.map(({ path }) => path));
  const writeOnly = await makeWriteOnlyValues(run.context, decision, paths);
  const offered = keepPaths(desired, (path) => paths.has(path));
  const account = { type: decision.type, attributes: offered, members, writeOnly };
  const outcome = await target.create(account, step.id, signal);
  deps.checkpoint("answered");
  run.refusedCreates.note(decision.type, outcome.ok ? undefined : outcome.fault);
  const creation = { decision, step, desired, due };
  if (!outcome.ok) return settleRefusedCreate(run, creation, outcome.fault);
  const made = await resolveCreated(run.context, step, outcome.value.account);
  if (made === undefined) return settleRefusedCreate(run, creation, NOT_SHOWN);
  const created = new Set(outcome.value.members);
  return settleCreated(run, creation, {
    account: made,
    provenance: "created",
    refused: [...withheld, ...outcome.value.refused],
    members: planned.filter((member) => created.has(member.account)),
    shown: made === outcome.value.account ? outcome.value.shown : undefined,
  });
}

/** The answer shows another account, and the target does not tell which one it made. */
const NOT_SHOWN: Fault = {
  kind: "unknown-outcome",
  code: "target.unknown-outcome",
  params: { because: "target.contradiction" },
  refusedBy: "target",
};

async function settleRefusedCreate(run: ApplyRun, creation: Creation, fault: Fault): Promise<void> {
  const { decision, step } = creation;
  if (fault.kind === "already-exists") return adoptExisting(run, creation, fault);
  if (fault.kind !== "unknown-outcome") {
    const confirmed = mayBeTrouble(fault)
      ? explainRefusal(fault, await findCreated(run.context, step))
      : fault;
    const failed = endStep(run.context, step, "failed", { fault: confirmed.code });
    return failDecision(run, decision, confirmed, [failed]);
  }
  const found = await lookAgain(run, step);
  if (found.ok && found.value !== undefined) {
    const account = found.value;
    return settleCreated(run, creation, { account, provenance: "recovered", refused: [], members: [] });
  }
  // The account may still appear: a slow target may be at work on it. A later cycle looks again.
  const because = String(fault.params["because"] ?? "");
  return failDecision(run, decision, fault, [endStep(run.context, step, "unknown", { because })]);
}

/** Looks for the account of a create whose answer is missing; the target may show it after a moment only. */
async function lookAgain(run: ApplyRun, step: JournalRow): Promise<Outcome<Account | undefined>> {
  for (const waitMs of [0, 250, 1_000]) {
    await run.context.deps.env.sleep(waitMs, run.context.signal);
    const found = await findCreated(run.context, step);
    if (found.ok && (found.value !== undefined || waitMs === 1_000)) return found;
    if (!found.ok && waitMs === 1_000) return found;
  }
  return { ok: true, value: undefined };
}

async function settleCreated(run: ApplyRun, creation: Creation, found: FoundAccount): Promise<void> {
  const { context } = run;
  const { decision, step, desired, due } = creation;
  const { account, provenance, refused, members } = found;
  const owner = await takeAccount(run, decision, account);
  if (owner !== decision.object) return holdTaken(run, creation, account, owner);
  run.lanes.noteSuccess(decision);
  const projected = projectionOf(desired, found);
  const isDifferent = provenance === "recovered" && diffFlat(projected, desired).length > 0;
  const passing = findPassing(refused);
  const isPending = isDifferent || passing !== undefined;
  if (provenance === "created") noteAcceptance(run, decision, acceptedOf(due, refused));
  const spelt = findCreatedSpellings(context, projected, found.shown);
  const { object, type } = decision;
  const link = { object, type, account: account.id, provenance, projected, spelt };
  const writes: readonly Write[] = [
    endStep(context, { ...step, account: account.id }, "done", {
      provenance,
      ...(refused.length === 0 ? {} : { refused: toRefusedParts(refused) }),
    }),
    ...insertLink(context, link),
    ...members.map(({ object }) =>
      recordMembership(context, { group: decision.object, member: object, isHeld: true }),
    ),
    logLine(context, run.cycle, subjectOf(decision, account.id), {
      action: "create",
      status: "success",
      step: step.id,
      changes: decision.changes,
      account: account.id,
    }),
    ...(await recordRefusals(run, decision, refused, withPlaces(context, decision.type, desired))),
    ...(isPending
      ? [
          await keepPending(context, decision.object, {
            reason: "differs",
            ...(passing && { fault: passing.fault }),
          }),
        ]
      : []),
  ];
  await endOrFollowUp(run, decision, {
    ending: "created",
    sent: desired,
    membersDone: members.length,
    isWritten: true,
    writes,
    settled: isPending ? [] : settlePending(run, decision.object),
  });
  context.deps.checkpoint("linked");
}

/** The attributes that the new account holds. A recovered account is taken as it is; the next plan corrects it. */
function projectionOf(
  desired: FlatAttributes,
  { account, provenance, refused }: FoundAccount,
): FlatAttributes {
  if (provenance === "recovered") {
    return alignTypes(flattenAccount(Object.keys(desired), account.attributes), desired);
  }
  const paths = new Set(refused.map(({ path }) => path));
  return keepPaths(desired, (path) => !paths.has(path));
}

function keepPaths(attributes: FlatAttributes, isKept: (path: string) => boolean): FlatAttributes {
  if (Object.keys(attributes).every(isKept)) return attributes;
  return Object.fromEntries(Object.entries(attributes).filter(([path]) => isKept(path)));
}

/**
 * Takes a new account for the decision's object. Returns the object that has it: another one if the account is linked,
 * or about to be linked, already. Accounts are taken in memory first, because creates run at the same time.
 */
async function takeAccount(run: ApplyRun, decision: DecisionRow, account: Account): Promise<ObjectId> {
  const first = registerAccount(run, decision, account.id);
  if (!run.hasEarlierLinks) return first;
  return (await readOwner(run, decision, account))?.object ?? first;
}

/** The link of the object that has this account already. */
async function readOwner(
  { context }: ApplyRun,
  decision: DecisionRow,
  account: Account,
): Promise<LinkRow | undefined> {
  const { deps, org, app } = context;
  const where = { org, app, type: decision.type, account: account.id };
  const [link] = await deps.store.page("link", { where, limit: 1 });
  return link;
}

const ACCOUNT_TAKEN = "target.account-taken";

/**
 * Holds a decision whose new account has the id of an account that is linked already: one of both would be
 * written into the other. It is parked, because each further attempt would create one more account.
 */
async function holdTaken(
  run: ApplyRun,
  { decision, step }: Creation,
  account: Account,
  owner: ObjectId,
): Promise<void> {
  const { context } = run;
  const other = await readName(run, owner);
  const params = { account: account.id, other, ...versionsOf(run, decision) };
  const fault: Fault = { kind: "conflict", code: ACCOUNT_TAKEN, params };
  const pending = { reason: "held", fault, isParked: true };
  await endDecision(run, decision, "held", [
    endStep(context, { ...step, account: account.id }, "failed", { fault: fault.code }),
    await keepPending(context, decision.object, pending),
    logLine(context, run.cycle, subjectOf(decision, account.id), {
      action: decision.verb,
      status: "held",
      step: step.id,
      fault,
    }),
  ]);
}

/** The versions of person and configuration that an attempt was made with. */
function versionsOf({ plan }: ApplyRun, { object_version }: DecisionRow) {
  return { objectVersion: object_version, configVersion: plan.config_version };
}

/** True when an attempt with the same person and configuration made an account that another object has already. */
function isTakenBefore(run: ApplyRun, decision: DecisionRow): boolean {
  const { objectVersion, configVersion } = versionsOf(run, decision);
  const params = run.takenBefore.get(decision.object)?.params;
  return params?.["objectVersion"] === objectVersion && params["configVersion"] === configVersion;
}

/** Notes which of these decisions to create had an attempt that made an account of another object. */
export async function noteTakenBefore(run: ApplyRun, decisions: readonly DecisionRow[]): Promise<void> {
  const { deps, org, app } = run.context;
  const values = decisions.filter(({ verb }) => verb === "create").map(({ object }) => object);
  const rows = await readRowsAmong(deps.store, "pending", { org, app }, { column: "object", values });
  for (const { object, fault } of rows) {
    if (fault?.code === ACCOUNT_TAKEN) run.takenBefore.set(object, fault);
  }
}

async function readName({ context }: ApplyRun, object: ObjectId): Promise<string> {
  const { deps, org } = context;
  const row = await deps.store.get("object", { org, id: object });
  return row === undefined ? object : nameOf(row);
}

/** Adopts the account that the target says to have, although matching did not find it or found it too late. */
async function adoptExisting(run: ApplyRun, creation: Creation, fault: Fault): Promise<void> {
  const { context } = run;
  const { decision, step, desired } = creation;
  const failed = endStep(context, step, "failed", { fault: fault.code });
  const found = await findCreated(context, step);
  if (!found.ok) return failDecision(run, decision, fault, [failed]);
  const account = found.value;
  const owner =
    account === undefined ? undefined : await readAccountOwner(context, decision.type, account.id);
  const isFree = mayTakeAccount(owner, undefined) && account !== undefined;
  if (!isFree || needsPerson(context, account)) {
    const refused = { type: decision.type, object: decision.object, values: desired };
    const explained = await explainTakenValue(context, fault, refused, (...of) =>
      run.linkedAccounts.find(...of),
    );
    return failDecision(run, decision, explained, [failed]);
  }
  await commitOrThrow(context.deps, [failed]);
  await adoptAccount(run, { ...decision, account: account.id }, account, desired);
}
