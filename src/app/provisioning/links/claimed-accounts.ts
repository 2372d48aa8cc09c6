import type { AccountId } from "../../../core/ids.ts";
import type { Fault, Outcome } from "../../../core/provisioning/fault.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { Account } from "../../../ports/target.ts";
import { type CycleRun, ensureAbilities } from "../context.ts";

/** The accounts of one type that links are about, by id; those that the target does not have are left out. */
export type ClaimedAccounts = ReadonlyMap<AccountId, Account>;

/**
 * Reads these accounts at the target: one by one while they are few, and with one listing when they are more than the
 * setting `listOverUnlinked` says. A listing that breaks off proves nothing, so that nothing is concluded from it.
 */
export async function readClaimedAccounts(
  context: CycleRun,
  type: ObjectType,
  ids: ReadonlySet<AccountId>,
): Promise<Outcome<ClaimedAccounts>> {
  const known = await ensureAbilities(context);
  if (!known.ok) return known;
  return ids.size > context.settings.listOverUnlinked
    ? listAmong(context, type, ids)
    : readEach(context, type, ids);
}

async function listAmong(
  { target, signal, stop }: CycleRun,
  type: ObjectType,
  ids: ReadonlySet<AccountId>,
): Promise<Outcome<ClaimedAccounts>> {
  const found = new Map<AccountId, Account>();
  for await (const page of target.list(type, signal)) {
    if (!page.ok) return page;
    if (stop.requested) return { ok: false, fault: STOPPING };
    for (const account of page.value) if (ids.has(account.id)) found.set(account.id, account);
  }
  return { ok: true, value: found };
}

async function readEach(
  { target, signal, stop }: CycleRun,
  type: ObjectType,
  ids: ReadonlySet<AccountId>,
): Promise<Outcome<ClaimedAccounts>> {
  const found = new Map<AccountId, Account>();
  for (const id of ids) {
    if (stop.requested) return { ok: false, fault: STOPPING };
    const read = await target.read(type, id, signal);
    if (read.ok) found.set(id, read.value);
    else if (read.fault.kind !== "not-found") return read;
  }
  return { ok: true, value: found };
}

const STOPPING: Fault = { kind: "unavailable", code: "engine.stopping", params: {} };
