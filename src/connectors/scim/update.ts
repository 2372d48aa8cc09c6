import type { StepId } from "../../core/ids.ts";
import { flattenAccount } from "../../core/mapping/flat.ts";
import { isAccessRemoval, isDisabled } from "../../core/provisioning/account-rules.ts";
import type { Fault, Outcome } from "../../core/provisioning/fault.ts";
import { mayBeTrouble } from "../../core/provisioning/target-trouble.ts";
import type {
  Account,
  AccountRef,
  AttributeChange,
  RefusedAttribute,
  UpdatedAccount,
} from "../../ports/target.ts";
import type { Api } from "./api.ts";
import { groupChanges, isElementUnknown, type Operation, toOperations, toPatch } from "./convert.ts";
import { SCIM_RULES } from "./defaults.ts";
import { createFault } from "./faults.ts";
import { findUnprovenLost } from "./kept.ts";
import { toPatchChanges } from "./lists.ts";
import { checkGone, read, readOwn, resourcePathOf } from "./reads.ts";
import { isContentRefusal, refuseChanges, unitOf } from "./refusals.ts";
import { readEtag, replaceAccount, toWritten, type Written } from "./replace.ts";
import { type AccountChange, listsOf, noteChanges, notePatch, type ScimConnection } from "./state.ts";

/** Calls that narrowing down one refusal may take. */
const NARROWING_CALLS_MAX = 40;
/** Accounts in a row that were narrowed down in vain, after which the next ones are not narrowed down. */
const VAIN_UPDATES_MAX = 5;

/** See the port. */
export async function update(
  connection: ScimConnection,
  { account, changes, step }: AccountChange,
  signal: AbortSignal,
): Promise<Outcome<UpdatedAccount>> {
  const wrong = groupChanges(changes);
  if ("wrong" in wrong) {
    const fault = createFault("invalid", "target.path-unknown", { path: wrong.wrong });
    return { ok: false, fault: { ...fault, refusedBy: "muster" } };
  }
  const removals = changes.filter((change) => isAccessRemoval(SCIM_RULES, change));
  const others = changes.filter((change) => !removals.includes(change));
  if (removals.length === 0) return updateUnlessVain(connection, { account, changes, step }, signal);
  const removal = { account, changes: removals, step, isAlone: true };
  const disabled = await disable(connection, removal, signal);
  if (!disabled.ok || others.length === 0) return disabled;
  const rest = await updateNarrowed(connection, { account, changes: others, step }, signal);
  return rest.ok
    ? rest
    : { ok: true, value: { account: disabled.value.account, refused: refuseChanges(others, rest.fault) } };
}

/**
 * Writes the changes, narrowed down as far as that leads anywhere. A target that refused every part of several accounts
 * in a row, without saying why, refuses whatever is sent: then one call finds out whether that is still so.
 */
async function updateUnlessVain(
  connection: ScimConnection,
  change: AccountChange,
  signal: AbortSignal,
): Promise<Outcome<UpdatedAccount>> {
  const { account, changes } = change;
  const { vainUpdates } = connection;
  const isNarrowing = vainUpdates[account.type] < VAIN_UPDATES_MAX;
  const outcome = await updateNarrowed(connection, change, signal, isNarrowing);
  // A single part is not narrowed down, and its refusal may be about this attribute.
  if (separateUnits(changes).length > 1)
    vainUpdates[account.type] = isVain(outcome, changes) ? vainUpdates[account.type] + 1 : 0;
  else if (outcome.ok && outcome.value.refused.length === 0) vainUpdates[account.type] = 0;
  return outcome;
}

/** True if each part was refused without a reason. */
function isVain(outcome: Outcome<UpdatedAccount>, changes: readonly AttributeChange[]): boolean {
  if (!outcome.ok) return mayBeTrouble(outcome.fault);
  const { refused } = outcome.value;
  return refused.length === changes.length && refused.every(({ fault }) => mayBeTrouble(fault));
}

/**
 * Takes access away. An answer that shows the account active still, or that is not the account, is checked by a read.
 * A target that never shows whether an account is active is believed.
 */
async function disable(
  connection: ScimConnection,
  change: AccountChange,
  signal: AbortSignal,
): Promise<Outcome<UpdatedAccount>> {
  const written = await writeRemoval(connection, change, signal);
  if (!written.ok) return written;
  const { account, isForeign } = written.value;
  const answered = account === undefined ? undefined : accessShownBy(account);
  if (!isForeign && answered !== "active") return { ok: true, value: { account, refused: [] } };
  const shown = await read(connection.api, change.account, signal);
  if (!shown.ok) return shown;
  const access = accessShownBy(shown.value);
  if (access === "disabled") return { ok: true, value: { account: shown.value, refused: [] } };
  const { path } = SCIM_RULES.disabled;
  const code = access === "active" ? "target.not-applied" : "target.not-confirmed";
  return { ok: false, fault: { ...createFault("conflict", code, { path }), refusedBy: "target" } };
}

/** The access that an account shows; `hidden` where it lacks the attribute. */
function accessShownBy({ attributes }: Account): "active" | "disabled" | "hidden" {
  const { path } = SCIM_RULES.disabled;
  const shown = flattenAccount([path], attributes);
  if (shown[path] === undefined) return "hidden";
  return isDisabled(SCIM_RULES, shown) ? "disabled" : "active";
}

/** Writes a removal of access. A PATCH that is refused for its content is written as a PUT. */
async function writeRemoval(
  connection: ScimConnection,
  change: AccountChange,
  signal: AbortSignal,
): Promise<Outcome<Written>> {
  const first = await write(connection, change, signal);
  const isPatch = connection.abilities.patch[change.account.type] !== "absent";
  if (first.ok || !isPatch || first.fault.kind !== "invalid") return first;
  const second = await replaceAccount(connection, change, signal);
  return second.ok ? second : first;
}

/**
 * Writes the changes. When the call is refused and `isNarrowing`, halves of it are tried, until each refused attribute
 * stands alone.
 */
export async function updateNarrowed(
  connection: ScimConnection,
  { account, changes, step }: AccountChange,
  signal: AbortSignal,
  isNarrowing = true,
): Promise<Outcome<UpdatedAccount>> {
  const first = await write(connection, { account, changes, step }, signal);
  if (first.ok) {
    const written = { account, shown: first.value.account, sent: changes };
    const refused = await findUnprovenLost(connection, written, signal);
    return { ok: true, value: { account: first.value.account, refused } };
  }
  if (!isNarrowing || !isContentRefusal(first.fault)) return first;
  const refused: RefusedAttribute[] = [];
  let shown: Account | undefined;
  let callsLeft = NARROWING_CALLS_MAX;
  let stopped: Fault | undefined;
  const pending = splitUnits(separateUnits(changes), first.fault, refused);
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    const partial = part.flat();
    if (stopped !== undefined || callsLeft === 0) {
      refused.push(...refuseChanges(partial, stopped ?? first.fault));
      continue;
    }
    callsLeft -= 1;
    const outcome = await write(connection, { account, changes: partial, step }, signal);
    if (outcome.ok) {
      shown = outcome.value.account ?? shown;
      const written = { account, shown: outcome.value.account, sent: partial };
      refused.push(...(await findUnprovenLost(connection, written, signal)));
    } else if (isContentRefusal(outcome.fault)) {
      pending.push(...splitUnits(part, outcome.fault, refused));
    } else {
      stopped = outcome.fault;
      refused.push(...refuseChanges(partial, outcome.fault));
    }
  }
  return { ok: true, value: { account: shown, refused } };
}

type Unit = readonly AttributeChange[];

/** Two halves of the units; a single unit is refused with this fault and has no halves. */
function splitUnits(units: readonly Unit[], fault: Fault, refused: RefusedAttribute[]): (readonly Unit[])[] {
  if (units.length > 1) {
    const middle = Math.ceil(units.length / 2);
    return [units.slice(middle), units.slice(0, middle)];
  }
  refused.push(...refuseChanges(units.flat(), fault));
  return [];
}

/** The changes in the smallest parts that can be written by themselves: the parts of an element go together. */
function separateUnits(changes: readonly AttributeChange[]): readonly Unit[] {
  const units = new Map<string, AttributeChange[]>();
  for (const change of changes) {
    const key = unitOf(change.path);
    units.set(key, [...(units.get(key) ?? []), change]);
  }
  // Values that go make room for those that come: a target may hold one telephone number only.
  const isRemoval = (unit: Unit) => unit.every(({ to }) => to === null);
  const all = [...units.values()];
  return [...all.filter(isRemoval), ...all.filter((unit) => !isRemoval(unit))];
}

/** One write, by PATCH, or by PUT where the target has no PATCH. */
async function write(
  connection: ScimConnection,
  change: AccountChange,
  signal: AbortSignal,
): Promise<Outcome<Written>> {
  const { type } = change.account;
  const isClaimedAbsent = connection.abilities.patch[type] === "absent";
  const first = await (isClaimedAbsent ? replaceAccount : patchAccount)(connection, change, signal);
  if (first.ok) noteChanges(connection, type, "verified");
  if (first.ok || !isMethodRefused(first.fault)) {
    return first.ok ? first : checkGone(connection.api, change.account, first.fault, signal);
  }
  const second = await (isClaimedAbsent ? patchAccount : replaceAccount)(connection, change, signal);
  // A page that stands in for the target for a moment says nothing about what the target can do.
  const isTold = isClaimedAbsent || first.fault.code === "target.unsupported";
  if (second.ok && isTold) notePatch(connection, type, isClaimedAbsent ? "verified" : "absent");
  if (second.ok) noteChanges(connection, type, "verified");
  if (second.ok || !isMethodRefused(second.fault)) return second;
  const isNone = [first, second].every(({ fault }) => fault.code === "target.unsupported");
  if (isNone) noteChanges(connection, type, "absent");
  return first;
}

/** True when the method is not there: refused as such, or by a server that knows no such route. */
function isMethodRefused(fault: Fault): boolean {
  return fault.code === "target.unsupported" || fault.code === "target.wrong-url";
}

/** Reads the account first only when the changes do not show whether an element is there. */
async function patchAccount(
  connection: ScimConnection,
  { account, changes, step, isAlone }: AccountChange,
  signal: AbortSignal,
): Promise<Outcome<Written>> {
  const groups = groupChanges(toPatchChanges(changes, listsOf(connection, account.type)));
  if ("wrong" in groups) return { ok: true, value: NOTHING_WRITTEN };
  const isUnknown = groups.elements.some(isElementUnknown);
  const held = isUnknown ? await read(connection.api, account, signal) : undefined;
  if (held?.ok === false) return held;
  const operations = toOperations(groups, held?.value.attributes);
  if (operations.length === 0) return { ok: true, value: NOTHING_WRITTEN };
  // The answer to a change of a group may show all of its members, too many of which would fill one answer.
  const mayJoin = isAlone !== true && account.type === "user";
  return patchOperations(connection, { account, operations, step, mayJoin }, signal);
}

const NOTHING_WRITTEN: Written = { account: undefined, isForeign: false };

/** Sends these operations as one PATCH; once more with `If-Match` where the target demands it (RFC 6585 §3). */
export async function patchOperations(
  { api }: Pick<ScimConnection, "api">,
  {
    account,
    operations,
    step,
    mayJoin = false,
  }: {
    readonly account: AccountRef;
    readonly operations: readonly Operation[];
    readonly step: StepId;
    readonly mayJoin?: boolean;
  },
  signal: AbortSignal,
): Promise<Outcome<Written>> {
  const send = (headers: Readonly<Record<string, string>>) =>
    api({
      method: "PATCH",
      path: resourcePathOf(account),
      purpose: { verb: "change" },
      body: toPatch(operations),
      headers,
      mayJoin: mayJoin && headers["if-match"] === undefined,
      step,
      signal,
    });
  const first = await send({});
  const isConditional = !first.ok && first.fault.status === PRECONDITION_REQUIRED;
  const etag = isConditional ? await readVersion(api, account, signal) : undefined;
  const answer = etag === undefined ? first : await send({ "if-match": etag });
  return answer.ok ? toWritten(account, answer.value) : answer;
}

const PRECONDITION_REQUIRED = 428;

async function readVersion(api: Api, account: AccountRef, signal: AbortSignal): Promise<string | undefined> {
  const path = resourcePathOf(account);
  const answer = await api({ method: "GET", path, purpose: { verb: "read" }, signal });
  const isOwn = answer.ok && readOwn(account, answer.value).ok;
  return isOwn ? readEtag(answer.value.headers, answer.value.body ?? {}) : undefined;
}
