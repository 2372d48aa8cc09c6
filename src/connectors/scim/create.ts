import { type AccountId, type StepId, toAccountId } from "../../core/ids.ts";
import type { JsonObject } from "../../core/json.ts";
import { type FlatAttributes, unflatten } from "../../core/mapping/flat.ts";
import type { Fault, Outcome } from "../../core/provisioning/fault.ts";
import type { Account, AttributeChange, CreatedAccount, NewAccount } from "../../ports/target.ts";
import type { ApiAnswer } from "./api.ts";
import { RESOURCES, toAccount, toResource } from "./convert.ts";
import { type CreateAttempt, planAttempts } from "./create-attempts.ts";
import { createFault } from "./faults.ts";
import { findLost } from "./kept.ts";
import { withElements } from "./lists.ts";
import { memberIdsOf } from "./member-lists.ts";
import { readMembers } from "./members.ts";
import { read } from "./reads.ts";
import { isAboutContent, isContentRefusal, refuseChanges } from "./refusals.ts";
import { listsOf, type ScimConnection, withWriteOnly } from "./state.ts";
import { updateNarrowed } from "./update.ts";

/** Accounts in a row that no attempt created, after which the next ones are tried in large parts only. */
const VAIN_CREATES_MAX = 3;

/**
 * See the port. A target that refuses the content is offered less, until it accepts. The rest is written afterwards, so
 * that the attributes that are refused can be named. Only an answer that refuses for content is followed by another
 * POST, because any other may have made the account.
 */
export async function create(
  shared: ScimConnection,
  { type, attributes: open, members = [], writeOnly = {} }: NewAccount,
  step: StepId,
  signal: AbortSignal,
): Promise<Outcome<CreatedAccount>> {
  const connection = withWriteOnly(shared, writeOnly);
  const revealed = Object.entries(writeOnly).map(([path, secret]) => [path, secret.reveal()]);
  const attributes: FlatAttributes = { ...open, ...Object.fromEntries(revealed) };
  const isThorough = connection.vainCreates[type] < VAIN_CREATES_MAX;
  const attempts = planAttempts({ attributes, members }, { isThorough });
  let first: Fault | undefined;
  for (let next = attempts.next(); next.done !== true; ) {
    const attempt = next.value;
    const made = await post(connection, { type, attempt, step }, signal);
    if (made.ok) {
      connection.vainCreates[type] = 0;
      return writeRest(connection, { account: made.value, attributes, attempt, step }, signal);
    }
    first ??= made.fault;
    if (!isRefusedContent(made.fault, attributes)) return made;
    next = attempts.next(made.fault);
  }
  connection.vainCreates[type] += 1;
  return { ok: false, fault: first ?? createFault("invalid", "target.invalid", { status: 0 }) };
}

/** A 403 may be about the right to create accounts, so that it has to name an attribute to count as a refusal of it. */
function isRefusedContent(fault: Fault, attributes: FlatAttributes): boolean {
  if (!isContentRefusal(fault) || fault.kind === "already-exists") return false;
  return fault.kind !== "forbidden" || isAboutContent(fault, Object.keys(attributes));
}

/** An account that an attempt has made of these attributes. */
interface MadeAccount {
  readonly account: Made;
  readonly attributes: FlatAttributes;
  readonly attempt: CreateAttempt;
  readonly step: StepId;
}

/** A new account, and its state if the answer shows it. */
interface Made {
  readonly made: Account;
  readonly shown: Account | undefined;
}

/** Writes what the attempt left out, and finds what the account did not keep. */
async function writeRest(
  connection: ScimConnection,
  { account: { made, shown }, attributes, attempt, step }: MadeAccount,
  signal: AbortSignal,
): Promise<Outcome<CreatedAccount>> {
  const rest = toChanges(attributes).filter(({ path }) => attempt.attributes[path] === undefined);
  const account = { type: made.type, id: made.id };
  const updated =
    rest.length === 0
      ? undefined
      : await updateNarrowed(connection, { account, changes: rest, step }, signal);
  const refused = updated?.ok === false ? refuseChanges(rest, updated.fault) : (updated?.value.refused ?? []);
  const lost = await findLost(connection, { account, shown, sent: toChanges(attempt.attributes) }, signal);
  const members = await findKeptMembers(connection, made, attempt.members, signal);
  const last = updated === undefined ? shown : updated.ok ? updated.value.account : undefined;
  return { ok: true, value: { account: made, refused: [...refused, ...lost], members, shown: last } };
}

/**
 * The members that a new group was created with: some targets ignore them. An answer that does not show them is checked
 * by a read; what that does not show either, the caller adds once more.
 */
async function findKeptMembers(
  connection: ScimConnection,
  group: Account,
  sent: readonly AccountId[],
  signal: AbortSignal,
): Promise<readonly AccountId[]> {
  const shown = new Set(memberIdsOf(group.attributes));
  if (sent.every((member) => shown.has(member))) return sent;
  const read = await readMembers(connection, group.id, signal);
  const listed = new Set(read.ok ? read.value.members : []);
  return sent.filter((member) => listed.has(member));
}

function toChanges(attributes: FlatAttributes): readonly AttributeChange[] {
  return Object.entries(attributes).map(([path, to]) => ({ path, from: null, to }));
}

/**
 * Any 2xx made the account. When the answer does not show it, it is read at `Location`; when that fails too,
 * the outcome is unknown: the account is there, and its id is not known. In answers to bulk requests accounts are seldom
 * shown, and the location alone is taken.
 */
async function post(
  connection: ScimConnection,
  {
    type,
    attempt,
    step,
  }: { readonly type: Account["type"]; readonly attempt: CreateAttempt; readonly step: StepId },
  signal: AbortSignal,
): Promise<Outcome<Made>> {
  const members: JsonObject =
    attempt.members.length === 0 ? {} : { members: attempt.members.map((value) => ({ value })) };
  const { api } = connection;
  const attributes = unflatten(withElements(attempt.attributes, listsOf(connection, type)));
  const answer = await api({
    method: "POST",
    path: RESOURCES[type].endpoint,
    purpose: { verb: "create" },
    body: toResource(type, { ...attributes, ...members }),
    // The members that a group was given are known from its answer, or else by a read of their own.
    mayJoin: attempt.members.length === 0,
    step,
    signal,
  });
  if (!answer.ok) return answer;
  const shown = toAccount(type, answer.value.body);
  if (shown !== undefined) return { ok: true, value: { made: shown, shown } };
  const id = idInLocation(answer.value);
  const isBrief = answer.value.isJoined && answer.value.body === undefined;
  if (isBrief && id !== undefined)
    return { ok: true, value: { made: { type, id, attributes: {} }, shown: undefined } };
  const found = id === undefined ? undefined : await read(api, { type, id }, signal);
  if (found?.ok === true) return { ok: true, value: { made: found.value, shown: found.value } };
  return { ok: false, fault: createFault("unknown-outcome", "target.no-id", {}, answer.value.exchange) };
}

/** The id at the end of `Location`; its host is not used, as behind proxies it is often an inner one. */
function idInLocation(answer: ApiAnswer): AccountId | undefined {
  const path = (answer.headers["location"] ?? "").split(/[?#]/)[0] ?? "";
  const last = path.split("/").at(-1) ?? "";
  try {
    return last === "" ? undefined : toAccountId(decodeURIComponent(last));
  } catch {
    return undefined;
  }
}
