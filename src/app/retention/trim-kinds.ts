import type { OrgId } from "../../core/ids.ts";
import type { RetentionEnds } from "../../core/retention/find-ends.ts";
import type { RecordHead, RecordScope, RecordTable } from "../../ports/records.ts";
import { collectRows, readEachPage } from "../paging.ts";
import { findExcess, type RecordsToTrim, type RemovalRun, trimRecords } from "./trim-records.ts";

/** The retention of one kind of records in an organization. */
export interface KindToTrim {
  readonly org: OrgId;
  readonly ends: RetentionEnds;
  /** How many are kept; null for no limit. */
  readonly number: number | null;
}

type Test<Table extends RecordTable> = RecordsToTrim<Table>["mayGo"];

/** Trims by age within the whole organization, and by number within each of the scopes. */
async function trim<Table extends RecordTable>(
  removal: RemovalRun,
  { org, ends, number }: KindToTrim,
  records: { readonly table: Table; readonly scopes: readonly RecordScope[]; readonly mayGo?: Test<Table> },
): Promise<number> {
  const { table, scopes, mayGo } = records;
  let removed = 0;
  if (ends.byAge !== undefined) {
    removed += await trimRecords(removal, { table, scope: { org }, below: ends.byAge, mayGo });
  }
  if (ends.byNumber === undefined || number === null) return removed;
  for (const scope of scopes) {
    const excess = await findExcess(removal, { table, scope }, number);
    if (excess === undefined) continue;
    const below = excess < ends.byNumber ? excess : ends.byNumber;
    removed += await trimRecords(removal, { table, scope, below, mayGo });
  }
  return removed;
}

/** The applications of an organization that exist, each with its own limit by number. */
async function listApplicationScopes(removal: RemovalRun, org: OrgId): Promise<readonly RecordScope[]> {
  const rows = await collectRows(readEachPage(removal.deps.store, "application", { org }));
  return rows.map(({ id }) => ({ org, app: id }));
}

export async function trimLog(removal: RemovalRun, kind: KindToTrim): Promise<number> {
  const scopes = await listApplicationScopes(removal, kind.org);
  return trim(removal, kind, { table: "provisioning_log", scopes });
}

/** Exchanges that went well, or that failed, by age; the end of a cycle keeps to their number. */
export function trimExchanges(removal: RemovalRun, kind: KindToTrim, ok: 0 | 1): Promise<number> {
  const mayGo = (head: RecordHead<"exchange">) => head.ok === ok;
  return trim(removal, kind, { table: "exchange", scopes: [], mayGo });
}

const OPEN_PLANS: readonly unknown[] = ["building", "applying"];
const OPEN_CYCLES: readonly unknown[] = ["planning", "running"];
const OPEN_STEPS: readonly unknown[] = ["intended", "unknown"];
const OPEN_IMPORTS: readonly unknown[] = ["staging", "staged", "merging"];

/** Plans with their decisions. The newest one of an application stays, and one that is worked on. */
export async function trimPlansOf(removal: RemovalRun, kind: KindToTrim): Promise<number> {
  const isNewest = createNewestTest(removal, kind.org, "plan");
  const mayGo = async ({ id, app, state }: RecordHead<"plan">) =>
    !OPEN_PLANS.includes(state) && !(await isNewest(id, app));
  const scopes = await listApplicationScopes(removal, kind.org);
  return trim(removal, kind, { table: "plan", scopes, mayGo });
}

/**
 * Cycles that ended, but for the newest one of an application, and the steps of the journal from their time that were
 * settled. A step without a known outcome is what recovery begins with, so it stays.
 */
export async function trimCycles(removal: RemovalRun, kind: KindToTrim): Promise<number> {
  const isNewest = createNewestTest(removal, kind.org, "cycle");
  const scopes = await listApplicationScopes(removal, kind.org);
  const mayGo = async ({ id, app, state }: RecordHead<"cycle">) =>
    !OPEN_CYCLES.includes(state) && !(await isNewest(id, app));
  const mayStepGo = ({ state }: RecordHead<"journal">) => !OPEN_STEPS.includes(state);
  const removed = await trim(removal, kind, { table: "cycle", scopes, mayGo });
  return removed + (await trimSteps(removal, kind, scopes, mayStepGo));
}

/** Steps go with the cycles of their time: below the oldest cycle that the limit by number keeps. */
async function trimSteps(
  removal: RemovalRun,
  { org, ends, number }: KindToTrim,
  scopes: readonly RecordScope[],
  mayGo: Test<"journal">,
): Promise<number> {
  const steps = { table: "journal", mayGo } as const;
  let removed = 0;
  if (ends.byAge !== undefined) {
    removed += await trimRecords(removal, { ...steps, scope: { org }, below: ends.byAge });
  }
  if (ends.byNumber === undefined || number === null) return removed;
  for (const scope of scopes) {
    const excess = await findExcess(removal, { table: "cycle", scope }, number);
    if (excess === undefined) continue;
    const below = excess < ends.byNumber ? excess : ends.byNumber;
    removed += await trimRecords(removal, { ...steps, scope, below });
  }
  return removed;
}

/** Imports that ended, but for the last of each source, which the next one is compared with. */
export async function trimImports(removal: RemovalRun, kind: KindToTrim): Promise<number> {
  const { org } = kind;
  const sources = await collectRows(readEachPage(removal.deps.store, "source", { org }));
  const last = new Set<string | null>(sources.map((source) => source.import));
  const mayGo = ({ id, state }: RecordHead<"import">) => !OPEN_IMPORTS.includes(state) && !last.has(id);
  return trim(removal, kind, { table: "import", scopes: [{ org }], mayGo });
}

export function trimRejectedRequests(removal: RemovalRun, kind: KindToTrim): Promise<number> {
  return trim(removal, kind, { table: "rejected_request", scopes: [{ org: kind.org }] });
}

export function trimErrorAnswers(removal: RemovalRun, kind: KindToTrim): Promise<number> {
  return trim(removal, kind, { table: "error_answer", scopes: [{ org: kind.org }] });
}

/** Attempts of webhooks that ended. */
export async function trimDeliveriesOf(removal: RemovalRun, kind: KindToTrim): Promise<number> {
  const { org } = kind;
  const webhooks = await collectRows(readEachPage(removal.deps.store, "webhook", { org }));
  const scopes = webhooks.map(({ id }) => ({ org, webhook: id }));
  const mayGo = ({ state }: RecordHead<"delivery">) => state !== "intended";
  return trim(removal, kind, { table: "delivery", scopes, mayGo });
}

/** A test for the newest record of its application, which pages and statistics show, however old it is. */
function createNewestTest({ deps }: RemovalRun, org: OrgId, table: "plan" | "cycle") {
  const known = new Map<string | number, string | undefined>();
  return async (id: string, app: string | number): Promise<boolean> => {
    if (!known.has(app)) {
      known.set(
        app,
        await deps.store.recordAt(table, { org, app: String(app) }, { below: undefined, skip: 0 }),
      );
    }
    return known.get(app) === id;
  };
}
