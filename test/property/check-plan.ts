import type { AccountId, ObjectId } from "../../src/core/ids.ts";
import { type AccountRules, isAccessRemoval } from "../../src/core/provisioning/account-rules.ts";
import type { DecisionRow, PlanMemberRow, PlanRow } from "../../src/ports/cycle-tables.ts";
import type { LinkRow } from "../../src/ports/tables.ts";

/** A stored plan, and what was true when it was made. */
export interface PlannedState {
  readonly plan: Pick<PlanRow, "counts">;
  readonly decisions: readonly DecisionRow[];
  readonly members: readonly PlanMemberRow[];
  readonly links: readonly LinkRow[];
  /** The memberships that Muster wrote to the target, as `group member`. */
  readonly ledger: ReadonlySet<string>;
  readonly rules: AccountRules;
}

const SENDING: ReadonlySet<string> = new Set(["create", "adopt", "update", "disable", "delete"]);
const OUTCOMES: Readonly<Record<string, string>> = {
  unchanged: "unchanged",
  skip: "skipped",
  hold: "held",
  pending: "pending",
};

/** What the checks look rows up in. */
interface Index {
  readonly state: PlannedState;
  readonly byObject: ReadonlyMap<ObjectId, DecisionRow>;
  readonly linkOf: ReadonlyMap<ObjectId, LinkRow>;
  /** By type and account. */
  readonly ownerOf: ReadonlyMap<string, ObjectId>;
}

/**
 * Names everything in a plan that no plan may contain: an empty list for a sound plan. Pure. It lives with the tests,
 * because the program has no use for it: a plan that it rejects is a bug, which a running server could only report.
 */
export function checkPlan(state: PlannedState): readonly string[] {
  const index: Index = {
    state,
    byObject: new Map(state.decisions.map((row) => [row.object, row])),
    linkOf: new Map(state.links.map((link) => [link.object, link])),
    ownerOf: new Map(state.links.map((link) => [`${link.type} ${link.account}`, link.object])),
  };
  return [
    ...checkCounts(index),
    ...state.decisions.flatMap((row) =>
      [
        ...checkReasons(row),
        ...checkAccount(index, row),
        ...checkAccess(index, row),
        ...checkWork(index, row),
        ...checkReferences(index, row),
        ...checkMemberCounts(index, row),
      ].map((problem) => `${row.verb} ${row.type} ${row.name}: ${problem}`),
    ),
    ...state.members.flatMap((row) => checkMember(index, row)),
    ...checkNames(index),
  ];
}

/** No object twice, no account twice, and counts that are balanced. */
function checkCounts({ state: { plan, decisions }, byObject }: Index): readonly string[] {
  const problems: string[] = [];
  if (byObject.size !== decisions.length) problems.push("two decisions for one object");
  const accounts = decisions.flatMap(({ verb, type, account }) =>
    SENDING.has(verb) && account !== null ? [`${type} ${account}`] : [],
  );
  if (new Set(accounts).size !== accounts.length) problems.push("two decisions write to one account");
  const { evaluated, ...verbs } = plan.counts;
  if (Object.values(verbs).reduce((sum, count) => sum + count, 0) !== evaluated)
    problems.push("counts do not balance");
  for (const [verb, count] of Object.entries(verbs)) {
    const stored = decisions.filter((row) => row.verb === verb).length;
    if (SENDING.has(verb) ? stored !== count : stored > count)
      problems.push(`${verb}: ${stored} rows, ${count} counted`);
  }
  return problems;
}

function checkReasons({ verb, reasons, outcome }: DecisionRow): readonly string[] {
  const codes = reasons.map(({ code }) => code);
  const problems: string[] = [];
  if (codes.length === 0) problems.push("has no reason");
  if (outcome !== (OUTCOMES[verb] ?? null)) problems.push(`ends as ${outcome} before it was carried out`);
  if (verb === "hold" && !codes.some((code) => code.startsWith("hold.")))
    problems.push("does not say why it is held");
  if (verb === "pending" && !codes.some((code) => code.startsWith("pending.")))
    problems.push("does not say what it waits for");
  if (SENDING.has(verb) && !codes.includes(`decide.${verb}`)) problems.push("does not say what it does");
  return problems;
}

/** Writes go to accounts that are ours, or that become ours by this very decision. */
function checkAccount({ linkOf, ownerOf }: Index, row: DecisionRow): readonly string[] {
  const { verb, object, type, account, desired, link_version } = row;
  const link = linkOf.get(object);
  if (!SENDING.has(verb)) return [];
  if (verb === "create") {
    return account !== null || link !== undefined ? ["creates an account for an object that has one"] : [];
  }
  if (verb === "adopt") {
    if (account === null || link !== undefined) return ["adopts without an account, or beside another"];
    const owner = ownerOf.get(`${type} ${account}`);
    return owner !== undefined && owner !== desired.formerOwner
      ? ["adopts the account of another object"]
      : [];
  }
  if (link === undefined || link.account !== account)
    return ["writes to an account that is not linked to the object"];
  return link.version === link_version ? [] : ["was made from another version of the link"];
}

/** What takes access away is a disable or a delete, so that it passes the guard and goes first. */
function checkAccess(
  { state: { rules } }: Index,
  { verb, type, changes, desired }: DecisionRow,
): readonly string[] {
  const problems: string[] = [];
  const isLoss = type === "user" && changes.some((change) => isAccessRemoval(rules, change));
  if (isLoss && (verb === "update" || verb === "adopt"))
    problems.push("takes access away among other changes");
  if (verb === "disable" && changes.length > 0 && !isLoss) problems.push("disables nothing");
  if ((verb === "create" || verb === "adopt") && !desired.inScope) problems.push("gives access out of scope");
  if (verb === "delete" && changes.length > 0) problems.push("changes what it deletes");
  return problems;
}

/** A decision that sends nothing is not stored as one that does. */
function checkWork({ linkOf }: Index, { verb, object, changes, desired }: DecisionRow): readonly string[] {
  const paths = changes.map(({ path }) => path);
  const problems: string[] = [];
  if (new Set(paths).size !== paths.length) problems.push("changes an attribute twice");
  if (changes.some(({ from, to }) => JSON.stringify(from) === JSON.stringify(to)))
    problems.push("changes nothing");
  const { add, remove } = desired.members;
  const hasWork = changes.length + add + remove + Object.keys(desired.awaited).length > 0;
  if (verb === "update" && !hasWork && linkOf.get(object)?.scope === "in") problems.push("updates nothing");
  return problems;
}

/** A reference is written in the second pass only while its account does not exist yet. */
function checkReferences({ linkOf }: Index, { object, desired }: DecisionRow): readonly string[] {
  return Object.entries(desired.awaited).flatMap(([path, other]) => {
    if (other === object) return [`${path} refers to itself`];
    return linkOf.has(other) ? [`${path} waits for an account that exists`] : [];
  });
}

function checkMemberCounts({ state, ownerOf }: Index, row: DecisionRow): readonly string[] {
  const { object, type, desired } = row;
  const { members, deadMembers } = desired;
  const rows = state.members.filter(({ group_id }) => group_id === object);
  const count = (sign: number) => rows.filter((each) => each.sign === sign).length;
  const problems: string[] = [];
  if (type === "user" && rows.length + deadMembers.length > 0) problems.push("has members");
  if (members.add !== count(1)) problems.push(`${members.add} members to add, ${count(1)} listed`);
  if (members.remove !== count(-1) + deadMembers.length)
    problems.push(
      `${members.remove} members to remove, ${count(-1)} and ${deadMembers.length} dead ones listed`,
    );
  const isOurs = (account: AccountId) => ownerOf.has(`user ${account}`) || ownerOf.has(`group ${account}`);
  if (deadMembers.some(isOurs)) problems.push("removes a linked account as a dead member");
  return problems;
}

/** Members join with an account, present or planned; those that leave were written by Muster or are in an adopted group. */
function checkMember({ state, byObject, linkOf }: Index, row: PlanMemberRow): readonly string[] {
  const { group_id, member_id, sign } = row;
  const group = byObject.get(group_id);
  const member = byObject.get(member_id);
  const at = `member ${member_id} of ${group?.name ?? group_id}`;
  if (group === undefined || !["create", "adopt", "update"].includes(group.verb))
    return [`${at}: the group is not written`];
  const isHeld = state.ledger.has(`${group_id} ${member_id}`);
  if (sign === 0) return group.verb === "adopt" ? [] : [`${at}: noted, though the group is not adopted`];
  if (sign === -1) return isHeld || group.verb === "adopt" ? [] : [`${at}: removes what Muster did not add`];
  const isPlanned = member?.verb === "create" || member?.verb === "adopt";
  const problems: string[] = [];
  if (isHeld) problems.push(`${at}: adds what is there`);
  if (!isPlanned && !linkOf.has(member_id)) problems.push(`${at}: has no account, and gets none`);
  if (member?.verb === "delete") problems.push(`${at}: joins and is deleted`);
  return problems;
}

/** A name is taken after it was given up: places follow each other, and a ring has one account that steps aside. */
function checkNames({ state: { decisions, rules }, byObject }: Index): readonly string[] {
  const chains = new Map<number, DecisionRow[]>();
  for (const row of decisions) {
    const { name } = row.desired;
    if (name !== null) chains.set(name.chain, [...(chains.get(name.chain) ?? []), row]);
  }
  return [...chains.values()].flatMap((chain) => checkChain(chain, rules, byObject));
}

function checkChain(
  chain: readonly DecisionRow[],
  rules: AccountRules,
  byObject: Index["byObject"],
): readonly string[] {
  const problems: string[] = [];
  const rows = [...chain].sort((left, right) => placeOf(left) - placeOf(right));
  if (rows.some((row, place) => placeOf(row) !== place)) problems.push("a chain of names has a gap");
  const asides = rows.filter(({ desired }) => desired.name?.temporary);
  if (asides.length > 1) problems.push("two accounts of one ring step aside");
  for (const row of rows) {
    const holder = row.desired.name === null ? undefined : byObject.get(row.desired.name.after);
    const gives = nameIn(holder, rules, "from");
    if (holder === undefined || gives !== nameIn(row, rules, "to"))
      problems.push(`${row.name} waits for a name that no account gives up`);
    else if (rows.includes(holder) && placeOf(holder) >= placeOf(row) && !asides.includes(holder))
      problems.push(`${row.name} takes its name before it is free`);
  }
  return problems;
}

function nameIn(row: DecisionRow | undefined, rules: AccountRules, side: "from" | "to"): string | undefined {
  const change = row?.changes.find(({ path }) => path === rules.naturalKey[row.type]);
  return change === undefined ? undefined : String(change[side]).toLowerCase();
}

function placeOf({ desired }: DecisionRow): number {
  return desired.name?.place ?? -1;
}
