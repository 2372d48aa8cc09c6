import { type OrgId, type PlanId, trustId } from "../../core/ids.ts";
import { createFirstIdAt } from "../../core/retention/record-ids.ts";
import type { RecordHead, RecordScope, RecordTable } from "../../ports/records.ts";
import type { Write } from "../../ports/store.ts";
import { commitOrThrow } from "../commit.ts";
import type { Deps } from "../deps.ts";
import { dropPlan } from "./trim-plans.ts";

/** Records that one commit removes: few enough that the writes of others do not wait for long. */
const AT_ONCE = 500;
const DAY_MS = 86_400_000;
/** Records that are stepped over in one read. */
const STEP = 10_000;

/** A run that removes records: how many it still may, and whether it may go on. */
export interface RemovalRun {
  readonly deps: Deps;
  left: number;
  mayGoOn(): boolean;
}

/** Which records of a table go: those of a scope below an id that a test lets go. */
export interface RecordsToTrim<Table extends RecordTable> {
  readonly table: Table;
  readonly scope: RecordScope;
  readonly below: string;
  readonly mayGo?: ((head: RecordHead<Table>) => boolean | Promise<boolean>) | undefined;
}

/** Removes records, oldest first, in small commits; returns how many. What is left has its turn in the next run. */
export async function trimRecords<Table extends RecordTable>(
  removal: RemovalRun,
  { table, scope, below, mayGo = () => true }: RecordsToTrim<Table>,
): Promise<number> {
  const { store, env } = removal.deps;
  let removed = 0;
  let after: string | undefined;
  while (removal.left > 0 && removal.mayGoOn()) {
    const limit = Math.min(AT_ONCE, removal.left);
    const heads = await store.recordHeads(table, scope, { after, below, limit });
    const going: string[] = [];
    for (const head of heads) if (await mayGo(head)) going.push(head.id);
    await removeAll(removal, table, scope.org, going);
    removed += going.length;
    removal.left -= going.length;
    after = heads.at(-1)?.id;
    if (heads.length < limit) break;
    await env.sleep(0);
  }
  return removed;
}

/** The id below which the records of a scope are beyond this number; undefined while there are fewer. */
export async function findExcess(
  removal: RemovalRun,
  { table, scope }: { readonly table: RecordTable; readonly scope: RecordScope },
  number: number,
): Promise<string | undefined> {
  const { store, env } = removal.deps;
  if (number === 0) return createFirstIdAt(env.now() + DAY_MS);
  let below: string | undefined;
  for (let left = number; left > 0; left -= STEP) {
    if (!removal.mayGoOn()) return undefined;
    below = await store.recordAt(table, scope, { below, skip: Math.min(left, STEP) - 1 });
    if (below === undefined) return undefined;
    await env.sleep(0);
  }
  return below;
}

async function removeAll(
  { deps, mayGoOn }: RemovalRun,
  table: RecordTable,
  org: OrgId,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  if (table === "plan") {
    for (const id of ids) await dropPlan(deps.store, org, trustId<PlanId>(id), mayGoOn);
    return;
  }
  await commitOrThrow(
    deps,
    ids.map((id) => toDelete(table, org, id)),
  );
}

function toDelete(table: Exclude<RecordTable, "plan">, org: OrgId, id: string): Write {
  switch (table) {
    case "cycle":
      return { op: "delete", table, key: { org, id: trustId(id) } };
    case "journal":
      return { op: "delete", table, key: { org, id: trustId(id) } };
    case "import":
      return { op: "delete", table, key: { org, id: trustId(id) } };
    case "provisioning_log":
    case "exchange":
    case "rejected_request":
    case "error_answer":
    case "delivery":
      return { op: "delete", table, key: { org, id } };
  }
}
