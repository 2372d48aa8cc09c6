import type { AccountId } from "../../../core/ids.ts";
import type { Outcome } from "../../../core/provisioning/fault.ts";
import { stopsWrites } from "../../../core/provisioning/fault.ts";
import type { LinkRow } from "../../../ports/tables.ts";
import { CHUNK, collectRows, readEachPage, readRowsAmong } from "../../paging.ts";
import { type CycleContext, findStop } from "../context.ts";
import type { DriftedAccount } from "./drifted.ts";

/** Reads in a row that failed, after which the comparison ends. */
const FAILED_MAX = 3;

/**
 * Compares the members of each linked group with the ledger. A list that shows only a part of the members says nothing,
 * and neither does a group that cannot be read.
 */
export async function compareMembers(context: CycleContext): Promise<Outcome<readonly DriftedAccount[]>> {
  const { deps, org, app } = context;
  const drifted: DriftedAccount[] = [];
  const failures = { inARow: 0 };
  for await (const links of readEachPage(deps.store, "link", { org, app, type: "group" }, CHUNK)) {
    for (const link of links) {
      const stopped = findStop(context);
      if (stopped !== undefined) return { ok: false, fault: stopped };
      const found = await readGroup(context, link, failures);
      if (!found.ok) return found;
      drifted.push(...found.value);
    }
  }
  return { ok: true, value: drifted };
}

async function readGroup(
  context: CycleContext,
  link: LinkRow,
  failures: { inARow: number },
): Promise<Outcome<readonly DriftedAccount[]>> {
  const read = await context.target.readMembers(link.account, context.signal);
  if (read.ok || read.fault.kind === "not-found") failures.inARow = 0;
  else {
    failures.inARow += 1;
    if (stopsWrites(read.fault.kind) || failures.inARow >= FAILED_MAX) return read;
  }
  const isTelling = read.ok && read.value.isWhole;
  return { ok: true, value: isTelling ? await compareGroup(context, link, read.value.members) : [] };
}

async function compareGroup(
  { deps, org, app, rules }: CycleContext,
  link: LinkRow,
  shown: readonly AccountId[],
): Promise<readonly DriftedAccount[]> {
  const held = new Set(shown);
  const where = { org, app, group_id: link.object };
  const rows = await collectRows(readEachPage(deps.store, "link_member", where));
  const ids = rows.map(({ member_id }) => member_id);
  const members = await readRowsAmong(deps.store, "link", { org, app }, { column: "object", values: ids });
  const lost = members.filter(({ account }) => !held.has(account)).map(({ object }) => object);
  if (lost.length === 0) return [];
  const known = members.length - lost.length;
  const name = link.projected[rules.naturalKey.group];
  const found: DriftedAccount = {
    link,
    kind: "changed",
    name: typeof name === "string" ? name : link.account,
    changes: [],
    lostMembers: lost,
    otherMembers: held.size - known,
  };
  return [found];
}
