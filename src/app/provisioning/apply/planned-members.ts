import type { KnownMember, StepMember } from "../../../core/provisioning/records/step.ts";
import type { DecisionRow, PlanMemberRow } from "../../../ports/cycle-tables.ts";
import { readEachPage, readRowsAmong } from "../../paging.ts";
import { findMisnamed } from "../find-misnamed.ts";
import type { ApplyRun } from "./apply-run.ts";

/** Memberships that can be written now, and the number of those whose account does not exist yet. */
export interface ResolvedMembers<Member extends StepMember = StepMember> {
  readonly members: readonly Member[];
  readonly waiting: number;
}

/**
 * The planned gains (1) and losses (-1) of a group, page by page. Losses come first, because they take access away.
 * Dead members, which give no access, are removed together with the gains.
 */
export async function* readPlannedMembers(
  run: ApplyRun,
  decision: DecisionRow,
  signs: readonly (-1 | 1)[],
): AsyncGenerator<ResolvedMembers> {
  const { deps, org } = run.context;
  const dead = signs.includes(1) ? decision.desired.deadMembers : [];
  yield { members: dead.map((account) => ({ object: null, account, change: "remove" })), waiting: 0 };
  for (const sign of signs.flatMap((each) => (each === -1 ? ([-1, -2] as const) : [each]))) {
    const where = { org, plan: run.plan.id, group_id: decision.object, sign };
    for await (const rows of readEachPage(deps.store, "plan_member", where)) {
      yield await resolveMembers(run, decision, rows);
    }
  }
}

/** The members that a new group is created with: as many as one call may carry. */
export async function readNewMembers(run: ApplyRun, decision: DecisionRow): Promise<readonly KnownMember[]> {
  if (decision.type !== "group" || decision.desired.members.add === 0) return [];
  const { deps, org, target } = run.context;
  const where = { org, plan: run.plan.id, group_id: decision.object, sign: 1 as const };
  const limit = Math.min(target.abilities().membersPerCallMax, 10_000);
  const rows = await deps.store.page("plan_member", { where, limit });
  return (await resolveMembers(run, decision, rows)).members;
}

/** Drops memberships that the plan is not right about any longer, and those that the ledger has already. */
async function resolveMembers(
  run: ApplyRun,
  { object: group, verb }: DecisionRow,
  rows: readonly PlanMemberRow[],
): Promise<ResolvedMembers<KnownMember>> {
  const { deps, org, app } = run.context;
  const ids = rows.map((row) => row.member_id);
  const links = await readRowsAmong(deps.store, "link", { org, app }, { column: "object", values: ids });
  const accounts = new Map(links.map((row) => [row.object, row.account]));
  const here = await readRowsAmong(
    deps.store,
    "membership",
    { org, group_id: group },
    { column: "member_id", values: ids },
  );
  const present = new Set(here.map((row) => row.member_id));
  const ledger = await readRowsAmong(
    deps.store,
    "link_member",
    { org, app, group_id: group },
    { column: "member_id", values: ids },
  );
  const held = new Set(ledger.map((row) => row.member_id));
  const gains = new Set(rows.flatMap(({ sign, member_id }) => (sign === 1 ? [member_id] : [])));
  const misnamed = await findMisnamed(
    run.context,
    links.filter(({ object }) => gains.has(object)),
  );
  let waiting = 0;
  const members = rows.flatMap(({ member_id: object, sign }): readonly KnownMember[] => {
    const account = accounts.get(object);
    // An adopted group loses members that were never in the ledger.
    if (sign === 1 ? held.has(object) : verb !== "adopt" && !held.has(object)) return [];
    if (sign === 1 && (account === undefined || misnamed.has(object))) waiting += 1;
    const isStale = sign === 1 && (!present.has(object) || misnamed.has(object));
    if (account === undefined || isStale) return [];
    return [{ object, account, change: sign === 1 ? "add" : "remove" }];
  });
  return { members, waiting };
}
