import type { CycleRow, DecisionRow, PlanRow } from "../../../ports/cycle-tables.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import { joinCommits } from "../../background/join-commits.ts";
import { runConcurrently } from "../../concurrency.ts";
import { CHUNK, chunksOf, readRowsAmong } from "../../paging.ts";
import type { CycleRun } from "../context.ts";
import { readRule, readScopes } from "../read-scope.ts";
import { adoptDecided } from "./adopt-account.ts";
import { applyChain, queueRename, takeChains } from "./apply-renames.ts";
import { type ApplyRun, mayGoOn } from "./apply-run.ts";
import { closeCycle } from "./close-cycle.ts";
import { createAccount, noteTakenBefore } from "./create-account.ts";
import { dropVoidLinks } from "./drop-void-links.ts";
import { holdBack, leaveToNextCycle } from "./end-decision.ts";
import { keepLeaversDue } from "./keep-leavers-due.ts";
import { LaneWatch } from "./lane-watch.ts";
import { isLeaverWithoutLink, linkLost } from "./link-lost.ts";
import { LinkedAccounts } from "./linked-accounts.ts";
import { listLosingGroups } from "./losing-groups.ts";
import { SPELLING_READS_MAX } from "./read-spellings.ts";
import { RefusedAttributes } from "./refused-attributes.ts";
import { RefusedCreates } from "./refused-creates.ts";
import { removeAccount } from "./remove-account.ts";
import { updateAccount } from "./update-account.ts";
import { watchWrites } from "./watch-writes.ts";
import { writeLosses, writeMembers } from "./write-members.ts";
import { writeReferences } from "./write-references.ts";

/** Objects worked on at once; the wire holds back what the target does not take. */
const OBJECTS_AT_ONCE = 16;
/** The same where changes that are ready together travel in one request: enough to fill a few of them. */
const OBJECTS_AT_ONCE_IN_BULK = 256;

/** How a plan is applied: `isForced` if a person wants it now, so that resting lanes are probed at once. */
export interface ApplyOptions {
  readonly isForced: boolean;
}

/** One part of an apply: decisions of these verbs on objects of this type. */
interface Phase {
  readonly type: ObjectType;
  readonly verbs: readonly string[];
}

const LEAVERS: Phase = { type: "user", verbs: ["disable", "delete"] };
/** The phases after the leavers and their memberships; users come before the groups that they are in. */
const PHASES: readonly Phase[] = [
  { type: "group", verbs: ["delete"] },
  { type: "user", verbs: ["create", "adopt", "update"] },
];
const GROUPS: Phase = { type: "group", verbs: ["create", "adopt", "update"] };

/**
 * Makes a plan true, step by step: one at a time for an object, many objects at once. Ends when all is
 * done, when the target refuses our credentials, when the cycle is cancelled, or when the process stops.
 */
export async function applyPlan(
  opened: CycleRun,
  { plan, cycle }: { readonly plan: PlanRow; readonly cycle: CycleRow },
  { isForced }: ApplyOptions,
): Promise<CycleRow> {
  const { target, findTrouble } = watchWrites(opened);
  const context = { ...opened, deps: withJoinedCommits(opened), target };
  const run: ApplyRun = {
    context,
    findTrouble,
    plan,
    cycle,
    stopped: undefined,
    awaiting: new Map(),
    tookOver: new Set(),
    hasEarlierLinks: await hasLinks(context),
    newAccounts: new Map(),
    takenBefore: new Map(),
    refusedAttributes: await RefusedAttributes.read(context),
    refusedCreates: new RefusedCreates(),
    linkedAccounts: new LinkedAccounts(context),
    spellingReads: { left: plan.kind === "reconcile" ? Number.POSITIVE_INFINITY : SPELLING_READS_MAX },
    // A changed configuration may be the remedy that a resting lane waits for.
    lanes: await LaneWatch.read(
      context,
      isForced || plan.config_version !== context.provisioning.config_version,
    ),
    renames: [],
    withMembers: [],
    withLosses: new Set(),
  };
  if (plan.kind === "event") await keepLeaversDue(run);
  await dropVoidLinks(run);
  await runPhase(run, LEAVERS);
  await takeLosses(run);
  for (const phase of PHASES) await runPhase(run, phase);
  await runRenames(run, "user");
  await writeAwaited(run);
  await runPhase(run, GROUPS);
  await runRenames(run, "group");
  await runConcurrently(
    run.withMembers,
    OBJECTS_AT_ONCE,
    (row) => writeMembers(run, row),
    () => mayGoOn(run),
  );
  return closeCycle(run);
}

/** Steps that travel together are written down together, before they are sent and afterwards. */
function withJoinedCommits({ deps, target }: CycleRun): CycleRun["deps"] {
  return target.bulk().state === "used" ? { ...deps, store: joinCommits(deps) } : deps;
}

async function hasLinks({ deps, org, app }: CycleRun): Promise<boolean> {
  return (await deps.store.page("link", { where: { org, app }, limit: 1 })).length > 0;
}

async function runPhase(run: ApplyRun, phase: Phase): Promise<void> {
  // Changes that take access away go by themselves.
  const isJoined = phase.verbs.includes("create") && run.context.target.bulk().state === "used";
  await runConcurrently(
    decisionsOf(run, phase),
    isJoined ? OBJECTS_AT_ONCE_IN_BULK : OBJECTS_AT_ONCE,
    async (row) => {
      await takeTurn(run, row, async () => {
        const lane = run.lanes.findHoldingLane(row);
        if (lane !== undefined) await holdBack(run, row, lane);
        else if (!(await queueRename(run, row))) await takeDecision(run, row);
      });
    },
    () => mayGoOn(run),
  );
}

/** Takes the accounts that have just been disabled out of their groups, before anything is created. */
async function takeLosses(run: ApplyRun): Promise<void> {
  for await (const rows of listLosingGroups(run)) {
    await runConcurrently(
      await dropStale(run, rows),
      OBJECTS_AT_ONCE,
      (row) =>
        takeTurn(run, row, async () => {
          if (run.lanes.findHoldingLane(row) === undefined) await writeLosses(run, row);
        }),
      () => mayGoOn(run),
    );
    if (!mayGoOn(run)) return;
  }
}

/**
 * Works on the object of a decision while no other cycle does, and leaves it to the next cycle if the directory changed it
 * in the time since its preconditions were checked: an account must not be made for a person who has just left.
 */
async function takeTurn(run: ApplyRun, row: DecisionRow, work: () => Promise<void>): Promise<void> {
  const { turns } = run.context;
  await turns.take(row.object, async () => {
    if (turns.isChanged(row.object) && (await dropStale(run, [row])).length === 0) return;
    await work();
  });
}

/** The accounts that take a name which another account gives up, after those that wait for nothing. */
async function runRenames(run: ApplyRun, type: ObjectType): Promise<void> {
  await runConcurrently(
    takeChains(run, type),
    OBJECTS_AT_ONCE,
    async (chain) => {
      const current = new Set(
        await dropStale(
          run,
          chain.map(({ decision }) => decision),
        ),
      );
      const rest = chain.filter(({ decision }) => current.has(decision));
      await applyChain(run, rest, (row) => takeTurn(run, row, () => takeDecision(run, row)));
    },
    () => mayGoOn(run),
  );
}

/** The second pass over users whose references had no account in the first. */
async function writeAwaited(run: ApplyRun): Promise<void> {
  const { deps, org } = run.context;
  for (const ids of chunksOf([...run.awaiting.keys()], CHUNK)) {
    const rows = await readRowsAmong(
      deps.store,
      "decision",
      { org, plan: run.plan.id },
      { column: "object", values: ids },
    );
    await runConcurrently(
      rows,
      OBJECTS_AT_ONCE,
      (row) => run.context.turns.take(row.object, () => writeReferences(run, row)),
      () => mayGoOn(run),
    );
  }
}

/** The decisions of a phase, in the plan's order, each with its preconditions checked just before it is due. */
async function* decisionsOf(run: ApplyRun, phase: Phase): AsyncGenerator<DecisionRow> {
  const { deps, org } = run.context;
  let after: number | undefined;
  for (;;) {
    const rows = await deps.store.page("decision", {
      where: { org, plan: run.plan.id, type: phase.type },
      among: { column: "verb", values: phase.verbs },
      limit: CHUNK,
      ...(after === undefined ? {} : { after }),
    });
    const current = await dropStale(
      run,
      rows.filter((row) => row.outcome === null),
    );
    yield* current;
    if (rows.length < CHUNK) return;
    after = rows.at(-1)?.n;
  }
}

/** Ends the decisions whose object, link or scope moved on since the plan; the next cycle decides again. */
async function dropStale(run: ApplyRun, rows: readonly DecisionRow[]): Promise<readonly DecisionRow[]> {
  const { deps, org, app } = run.context;
  const ids = rows.map((row) => row.object);
  const objects = await readRowsAmong(deps.store, "object", { org }, { column: "id", values: ids });
  const links = await readRowsAmong(deps.store, "link", { org, app }, { column: "object", values: ids });
  const objectVersions = new Map(objects.map((row) => [row.id, row.version]));
  const linkVersions = new Map(links.map((row) => [row.object, row.version]));
  const live = objects.filter((row) => row.deleted === null);
  const scopes = await readScopes(run.context, await readRule(run.context), live);
  const current: DecisionRow[] = [];
  for (const row of rows) {
    const isCurrent =
      (objectVersions.get(row.object) ?? 0) === row.object_version &&
      (linkVersions.get(row.object) ?? 0) === row.link_version &&
      (scopes.get(row.object)?.isIn === true) === row.desired.inScope;
    if (isCurrent) current.push(row);
    else await leaveToNextCycle(run, row);
  }
  await noteTakenBefore(run, current);
  return current;
}

async function takeDecision(run: ApplyRun, row: DecisionRow): Promise<void> {
  if (isLeaverWithoutLink(row) && !(await linkLost(run, row))) return;
  switch (row.verb) {
    case "create":
      return createAccount(run, row);
    case "adopt":
      return adoptDecided(run, row);
    case "update":
    case "disable":
      return updateAccount(run, row);
    case "delete":
      return removeAccount(run, row);
  }
}
