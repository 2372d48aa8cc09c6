import { type AccountId, type StepId, toAccountId } from "../../core/ids.ts";
import type { JsonObject } from "../../core/json.ts";
import { type FlatAttributes, unflatten } from "../../core/mapping/flat.ts";
import type { Outcome } from "../../core/provisioning/fault.ts";
import type { Account, AttributeChange, CreatedAccount, NewAccount } from "../../ports/target.ts";
import type { ApiAnswer } from "./api.ts";
import { RESOURCES, toAccount, toResource } from "./convert.ts";
import { SCIM_RULES } from "./defaults.ts";
import { createFault } from "./faults.ts";
import { findLost } from "./kept.ts";
import { memberIdsOf } from "./member-lists.ts";
import { readMembers } from "./members.ts";
import { read } from "./reads.ts";
import { isContentRefusal, refuseChanges } from "./refusals.ts";
import type { ScimConnection } from "./state.ts";
import { updateNarrowed } from "./update.ts";

/** A POST with a part of what an account shall be. */
interface CreateAttempt {
  readonly attributes: FlatAttributes;
  readonly members: readonly AccountId[];
}

/**
 * See the port. A target that refuses the content is offered less: without members, without extensions, and
 * with the attributes alone that nearly every target takes. The rest is written afterwards, so that the
 * attributes that are refused can be named.
 */
export async function create(
  connection: ScimConnection,
  { type, attributes, members = [] }: NewAccount,
  step: StepId,
  signal: AbortSignal,
): Promise<Outcome<CreatedAccount>> {
  const all = toChanges(attributes);
  let first: Outcome<Account> | undefined;
  for (const attempt of planAttempts({ attributes, members })) {
    const made = await post(connection, { type, attempt, step }, signal);
    first ??= made;
    if (made.ok) {
      const rest = all.filter(({ path }) => attempt.attributes[path] === undefined);
      const account = { type, id: made.value.id };
      const updated =
        rest.length === 0
          ? undefined
          : await updateNarrowed(connection, { account, changes: rest, step }, signal);
      const refused =
        updated?.ok === false ? refuseChanges(rest, updated.fault) : (updated?.value.refused ?? []);
      const posted = toChanges(attempt.attributes);
      const lost = await findLost(connection, { account, shown: made.value, sent: posted }, signal);
      return {
        ok: true,
        value: {
          account: made.value,
          refused: [...refused, ...lost],
          members: await findKeptMembers(connection, made.value, attempt.members, signal),
        },
      };
    }
    const isRefusal = isContentRefusal(made.fault) && made.fault.kind !== "already-exists";
    if (!isRefusal) return made;
  }
  return first?.ok === false ? first : { ok: false, fault: createFault("invalid", "target.invalid", {}) };
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

/** What is posted, each attempt smaller than the one before. */
function planAttempts(whole: CreateAttempt): readonly CreateAttempt[] {
  const { attributes } = whole;
  const isCore = (path: string) => !path.toLowerCase().startsWith("urn:");
  const attempts: readonly CreateAttempt[] = [
    whole,
    { attributes, members: [] },
    { attributes: pick(attributes, isCore), members: [] },
    { attributes: pick(attributes, (path) => isCore(path) && COMMON.test(path)), members: [] },
    { attributes: pick(attributes, (path) => NECESSARY.has(path)), members: [] },
  ];
  const sizeOf = (attempt: CreateAttempt) => Object.keys(attempt.attributes).length + attempt.members.length;
  return attempts.filter(
    (attempt, index) => index === 0 || sizeOf(attempt) < Math.min(...attempts.slice(0, index).map(sizeOf)),
  );
}

/** Attributes that nearly every target takes; several require names and an e-mail address. */
const COMMON = /^(?:userName|displayName|active|externalId|name\..*|emails\[.*)$/;
const NECESSARY: ReadonlySet<string> = new Set([
  ...Object.values(SCIM_RULES.naturalKey),
  SCIM_RULES.disabled.path,
]);

function pick(attributes: FlatAttributes, isKept: (path: string) => boolean): FlatAttributes {
  return Object.fromEntries(Object.entries(attributes).filter(([path]) => isKept(path)));
}

function toChanges(attributes: FlatAttributes): readonly AttributeChange[] {
  return Object.entries(attributes).map(([path, to]) => ({ path, from: null, to }));
}

/**
 * Any 2xx made the account. When the answer does not show it, it is read at `Location`; when that fails too,
 * the outcome is unknown: the account is there, and its id is not known.
 */
async function post(
  { api }: ScimConnection,
  {
    type,
    attempt,
    step,
  }: { readonly type: Account["type"]; readonly attempt: CreateAttempt; readonly step: StepId },
  signal: AbortSignal,
): Promise<Outcome<Account>> {
  const members: JsonObject =
    attempt.members.length === 0 ? {} : { members: attempt.members.map((value) => ({ value })) };
  const answer = await api({
    method: "POST",
    path: RESOURCES[type].endpoint,
    purpose: { verb: "create" },
    body: toResource(type, { ...unflatten(attempt.attributes), ...members }),
    step,
    signal,
  });
  if (!answer.ok) return answer;
  const shown = toAccount(type, answer.value.body);
  if (shown !== undefined) return { ok: true, value: shown };
  const id = idInLocation(answer.value);
  const found = id === undefined ? undefined : await read(api, { type, id }, signal);
  if (found?.ok === true) return found;
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
