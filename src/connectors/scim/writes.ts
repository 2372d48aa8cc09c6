import { type AccountId, accountId, type StepId } from "../../core/ids.ts";
import type { Fault, Outcome } from "../../core/provisioning/fault.ts";
import type {
  AccountRef,
  AttributeChange,
  CreatedAccount,
  NewAccount,
  UpdatedAccount,
} from "../../ports/target.ts";
import type { Api, ApiAnswer } from "./api.ts";
import {
  groupChanges,
  isElementUnknown,
  type Operation,
  RESOURCES,
  toAccount,
  toOperations,
  toPatch,
  toResource,
} from "./convert.ts";
import { ownFault } from "./faults.ts";
import { read, resourcePath } from "./reads.ts";

function failed(fault: Fault): { readonly ok: false; readonly fault: Fault } {
  return { ok: false, fault };
}

/**
 * See the port. Any 2xx made the account. When the answer does not show it, it is read at `Location`; when
 * that fails too, the outcome is unknown: the account is there, and nobody knows under which id.
 */
export async function create(
  api: Api,
  { type, attributes }: NewAccount,
  step: StepId,
  signal: AbortSignal,
): Promise<Outcome<CreatedAccount>> {
  const answer = await api({
    method: "POST",
    path: RESOURCES[type].endpoint,
    purpose: { verb: "create" },
    body: toResource(type, attributes),
    step,
    signal,
  });
  if (!answer.ok) return answer;
  const shown = toAccount(type, answer.value.body);
  if (shown !== undefined) return { ok: true, value: { account: shown, refused: [], members: [] } };
  const id = idInLocation(answer.value);
  const found = id === undefined ? undefined : await read(api, { type, id }, signal);
  if (found?.ok === true) return { ok: true, value: { account: found.value, refused: [], members: [] } };
  return failed(ownFault("unknown-outcome", "target.no-id", {}, answer.value.exchange));
}

/** The id at the end of `Location`; its host is not used, as behind proxies it is often an inner one. */
function idInLocation(answer: ApiAnswer): AccountId | undefined {
  const path = (answer.headers["location"] ?? "").split(/[?#]/)[0] ?? "";
  const last = path.split("/").at(-1) ?? "";
  try {
    return last === "" ? undefined : accountId(decodeURIComponent(last));
  } catch {
    return undefined;
  }
}

/** Changes of one account, in one step. */
interface Update {
  readonly account: AccountRef;
  readonly changes: readonly AttributeChange[];
  readonly step: StepId;
}

/** See the port. Reads the account first only when the changes do not tell whether an element is there. */
export async function update(
  api: Api,
  { account, changes, step }: Update,
  signal: AbortSignal,
): Promise<Outcome<UpdatedAccount>> {
  const groups = groupChanges(changes);
  if ("wrong" in groups) {
    return failed({
      ...ownFault("invalid", "target.path-unknown", { path: groups.wrong }),
      refusedBy: "muster",
    });
  }
  const held = groups.elements.some(isElementUnknown) ? await read(api, account, signal) : undefined;
  if (held?.ok === false) return held;
  const operations = toOperations(groups, held?.value.attributes);
  if (operations.length === 0) return { ok: true, value: { account: undefined, refused: [] } };
  const answer = await patch(api, { account, operations, step }, signal);
  if (!answer.ok) return answer;
  return { ok: true, value: { account: toAccount(account.type, answer.value.body), refused: [] } };
}

/** One PATCH. */
interface Patch {
  readonly account: AccountRef;
  readonly operations: readonly Operation[];
  readonly step: StepId;
}

function patch(
  api: Api,
  { account, operations, step }: Patch,
  signal: AbortSignal,
): Promise<Outcome<ApiAnswer>> {
  return api({
    method: "PATCH",
    path: resourcePath(account),
    purpose: { verb: "change" },
    body: toPatch(operations),
    step,
    signal,
  });
}

/** Members to add to a group and to remove from it. */
interface MemberChange {
  readonly group: AccountId;
  readonly change: { readonly add: readonly AccountId[]; readonly remove: readonly AccountId[] };
  readonly step: StepId;
}

/**
 * See the port; one call, so that the caller decides how many members go together. Removal names each member
 * in the path: as a value it would empty the whole group on servers that read RFC 7644 §3.5.2.2 to the letter.
 */
export async function changeMembers(
  api: Api,
  { group, change, step }: MemberChange,
  signal: AbortSignal,
): Promise<Outcome<undefined>> {
  const added: readonly Operation[] =
    change.add.length === 0
      ? []
      : [{ op: "add", path: "members", value: change.add.map((value) => ({ value })) }];
  const removed = change.remove.map(
    (value): Operation => ({ op: "remove", path: `members[value eq ${JSON.stringify(value)}]` }),
  );
  const operations = [...added, ...removed];
  if (operations.length === 0) return { ok: true, value: undefined };
  const answer = await patch(api, { account: { type: "group", id: group }, operations, step }, signal);
  return answer.ok ? { ok: true, value: undefined } : answer;
}

/** See the port. An account that the target itself says it does not have is removed. */
export async function remove(
  api: Api,
  account: AccountRef,
  step: StepId,
  signal: AbortSignal,
): Promise<Outcome<undefined>> {
  const answer = await api({
    method: "DELETE",
    path: resourcePath(account),
    purpose: { verb: "remove" },
    step,
    signal,
  });
  if (answer.ok || answer.fault.kind === "not-found") return { ok: true, value: undefined };
  return answer;
}
