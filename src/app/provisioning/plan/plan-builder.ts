import type { AccountId, ObjectId, PlanId } from "../../../core/ids.ts";
import type { MatchKey } from "../../../core/mapping/match-key.ts";
import { type AccountRules, isAccessRemoval } from "../../../core/provisioning/account-rules.ts";
import {
  countVerb,
  type Ending,
  NO_PLAN_COUNTS,
  type PlanCounts,
} from "../../../core/provisioning/cycle-balance.ts";
import type { Decision } from "../../../core/provisioning/decision.ts";
import type { Candidate, MatchFacts } from "../../../core/provisioning/facts.ts";
import {
  type Answers,
  answerSubjects,
  isAnswerTo,
  toSubjects,
} from "../../../core/provisioning/hold-answer.ts";
import { createReason, type Reason } from "../../../core/provisioning/reason.ts";
import type { DecisionRow, PlanMemberRow } from "../../../ports/cycle-tables.ts";
import type { Write } from "../../../ports/store.ts";
import type { LinkRow } from "../../../ports/tables.ts";
import { commitOrThrow } from "../../commit.ts";
import type { CycleContext } from "../context.ts";
import { createDueWrite } from "../due-changes.ts";
import { AdoptionCounts } from "./adoption-counts.ts";
import { AttributeCounts } from "./attribute-counts.ts";
import type { EvaluatedObject } from "./gather-facts.ts";
import { NotOfferedValues } from "./not-offered-values.ts";
import { type PlannedName, readPlannedNames } from "./order-renames.ts";
import { SendingCount } from "./sending-count.ts";

const WRITES_AT_ONCE = 300;

/** How decisions end for which nothing is sent: they have this outcome from the start. */
const ENDED: Readonly<Partial<Record<Decision["verb"], Ending | "unchanged">>> = {
  unchanged: "unchanged",
  skip: "skipped",
  hold: "held",
  pending: "pending",
};

/** The decisions on a user who loses access, and those that a person has to make first. */
const LEAVING: ReadonlySet<string> = new Set(["disable", "delete", "hold"] satisfies Decision["verb"][]);

/** The object that gets an account by a plan. */
export interface Adopter {
  readonly id: ObjectId;
  readonly name: string;
}

/** Takes decisions one by one, counts them, and stores those that the plan has to list. */
export class PlanBuilder {
  counts: PlanCounts = NO_PLAN_COUNTS;
  /** The objects that were evaluated, by type. */
  readonly evaluated = { user: 0, group: 0 };
  /** Whether each evaluated object has an account in scope once this plan is applied. */
  readonly presence = new Map<ObjectId, "in" | "out">();
  /** Objects that get or lose their account in scope by this plan. */
  readonly presenceChanges = new Set<ObjectId>();
  /** Objects whose accounts this plan deletes. */
  readonly deleted = new Set<ObjectId>();
  /** Linked objects that leave once a person has decided: their memberships stay as they are until then. */
  readonly held = new Set<ObjectId>();
  /** Accounts that this plan gives to an object. */
  readonly adopted = new Map<AccountId, Adopter>();
  /** Objects whose answered hold is no longer what would happen to them: the answers are void. */
  readonly voidAnswers: ObjectId[] = [];
  /** The decisions that rename an account. */
  readonly names: PlannedName[] = [];
  /** Values to write that the target does not offer, by attribute. */
  readonly notOffered: NotOfferedValues;
  /** The accounts that change in each attribute. */
  readonly attributes = new AttributeCounts();
  /** The accounts that the target holds already. */
  readonly adoptions = new AdoptionCounts();
  /** The decisions that change something in the target. */
  readonly sending = new SendingCount((type, path) => this.notOffered.isOffered(type, path));
  readonly #expected = new Map<ObjectId, "in" | "out">();
  readonly #context: CycleContext;
  readonly #plan: PlanId;
  readonly #answers: Answers;
  readonly #pending: ReadonlySet<ObjectId>;
  readonly #only: ObjectId | undefined;
  readonly #isForLeavers: boolean;
  #next = 0;
  #writes: Write[] = [];

  constructor(
    context: CycleContext,
    plan: PlanId,
    known: {
      readonly answers: Answers;
      readonly pending: ReadonlySet<ObjectId>;
      /** The object whose decision is listed, whatever it is. */
      readonly only?: ObjectId | undefined;
      /** True if the plan has only what takes access away. */
      readonly isForLeavers?: boolean;
    },
  ) {
    this.#context = context;
    this.notOffered = new NotOfferedValues(context.target.abilities());
    this.#plan = plan;
    this.#answers = known.answers;
    this.#pending = known.pending;
    this.#only = known.only;
    this.#isForLeavers = known.isForLeavers === true;
  }

  async add(evaluated: EvaluatedObject, decided: Decision): Promise<void> {
    const { facts, link, name } = evaluated;
    if (this.#isForLeavers && !LEAVING.has(decided.verb)) return;
    // A hold is stored whole: a person answers this decision, and not a part of it.
    const isCut = this.#isForLeavers && decided.verb !== "hold";
    const decision = isCut ? this.#keepLosses(decided) : nameTimed(evaluated, decided);
    const { verb, account } = decision;
    this.counts = countVerb(this.counts, verb);
    this.evaluated[facts.type] += 1;
    this.attributes.add(facts, decision);
    this.adoptions.add(decision);
    this.sending.add(facts, decision);
    const { nextChange } = evaluated;
    if (nextChange !== undefined) await this.#write(createDueWrite(this.#context, facts.id, nextChange));
    const presence = presenceAfter(evaluated, decision);
    this.presence.set(facts.id, presence);
    if ((link?.scope === "in") !== (presence === "in")) this.presenceChanges.add(facts.id);
    if (verb === "delete") this.deleted.add(facts.id);
    const isWaiting = verb === "hold" || verb === "pending";
    if (isWaiting && link !== undefined && !isInScope(facts)) this.held.add(facts.id);
    if (verb === "adopt" && account !== undefined) this.adopted.set(account, { id: facts.id, name });
    if (this.#isAnswerVoid(evaluated, decided)) this.voidAnswers.push(facts.id);
    const isOutside = verb === "skip" && facts.scope.length === 0 && link === undefined;
    const isIdle = verb === "unchanged" || isOutside;
    this.notOffered.add(facts, decision);
    // Applying the plan ends what an object was pending for, so its decision is stored although it sends nothing.
    // It also ends a void link. A person who looks at one object wants to read its decision.
    const isListed =
      this.#pending.has(facts.id) || evaluated.formerLink !== undefined || this.#only === facts.id;
    if (isIdle && !isListed) return;
    const row = this.#row(evaluated, decision);
    this.names.push(...readPlannedNames(this.#context, row));
    await this.#write({ op: "insert", table: "decision", row });
  }

  /** The decision with the changes alone that take access away: every other one waits for the next cycle. */
  #keepLosses(decision: Decision): Decision {
    const { rules } = this.#context;
    return { ...decision, changes: decision.changes.filter((change) => isAccessRemoval(rules, change)) };
  }

  #isAnswerVoid({ facts, subject, timed }: EvaluatedObject, decision: Decision): boolean {
    const answer = this.#answers.get(facts.id);
    if (answer === undefined || decision.verb === "pending" || subject === null) return false;
    const { hash } = this.#context.deps.env;
    const subjects =
      subject === undefined ? answerSubjects({ ...decision, timed }, hash) : toSubjects(subject);
    return !isAnswerTo(answer, subjects);
  }

  /** Notes where an account ends up that is decided later, because its references are still open. */
  expect(evaluated: EvaluatedObject, decision: Decision): void {
    this.#expected.set(evaluated.facts.id, presenceAfter(evaluated, decision));
  }

  /** Where an object's account ends up by this plan; undefined while nothing is decided about it. */
  findPresence(id: ObjectId): "in" | "out" | "deleted" | undefined {
    return this.deleted.has(id) ? "deleted" : (this.presence.get(id) ?? this.#expected.get(id));
  }

  async addMember(group: ObjectId, member: ObjectId, sign: PlanMemberRow["sign"]): Promise<void> {
    const row = { org: this.#context.org, plan: this.#plan, group_id: group, member_id: member, sign };
    await this.#write({ op: "upsert", table: "plan_member", row });
  }

  async flush(): Promise<void> {
    const writes = this.#writes;
    this.#writes = [];
    if (writes.length === 0) return;
    await commitOrThrow(this.#context.deps, writes);
    await this.#context.deps.env.sleep(0);
  }

  async #write(write: Write): Promise<void> {
    this.#writes.push(write);
    if (this.#writes.length >= WRITES_AT_ONCE) await this.flush();
  }

  #row(evaluated: EvaluatedObject, decision: Decision): DecisionRow {
    const { facts, object, link, formerLink, name, deadMembers = [] } = evaluated;
    const n = this.#next;
    this.#next += 1;
    const { hiddenPaths } = this.#context.mappings[facts.type];
    return {
      org: this.#context.org,
      plan: this.#plan,
      n,
      object: facts.id,
      type: facts.type,
      verb: decision.verb,
      name,
      account: decision.account ?? null,
      object_version: object?.version ?? 0,
      link_version: link?.version ?? 0,
      reasons: explainFormerLink(decision, formerLink).map(({ code, params }) => ({ code, params })),
      changes: decision.changes.map(({ path, from, to }) => ({ path, from, to })),
      desired: {
        ...(decision.verb === "create" || decision.verb === "adopt"
          ? { attributes: facts.desired, untouched: facts.untouched }
          : { attributes: {}, untouched: [] }),
        hidden: decision.changes.map(({ path }) => path).filter((path) => hiddenPaths.includes(path)),
        awaited: facts.awaited,
        members: facts.members,
        deadMembers,
        match: matchOf(facts.match),
        formerOwner: facts.match?.kind === "one" ? (facts.match.owner?.id ?? null) : null,
        inScope: isInScope(facts),
        name: null,
        ...foundOf(decision, facts, this.#context.rules),
        ...(formerLink === undefined ? {} : { formerAccount: formerLink.account }),
        ...(decision.formerNames === undefined ? {} : { formerNames: decision.formerNames }),
      },
      outcome: ENDED[decision.verb] ?? null,
    };
  }
}

/** The last reason stays last, because it names the verb. */
function explainFormerLink({ reasons }: Decision, link: LinkRow | undefined): readonly Reason[] {
  if (link === undefined) return reasons;
  const why = createReason("link.void", { account: link.account });
  return [...reasons.slice(0, -1), why, ...reasons.slice(-1)];
}

function isInScope({ scope, state }: EvaluatedObject["facts"]): boolean {
  return scope.length > 0 && (state === "active" || state === "inactive");
}

/** The accounts that a person chooses among, and those beside which an account is created because a person said so. */
function foundOf(
  { verb }: Decision,
  { type, match }: EvaluatedObject["facts"],
  rules: AccountRules,
): { readonly found?: readonly Candidate[] } {
  const isOther = verb === "create" && match !== undefined && match.kind !== "none";
  const isNamed = verb === "hold" || isOther;
  if (match === undefined || !isNamed) return {};
  return { found: listCandidates(match, rules.naturalKey[type]) };
}

function listCandidates(match: MatchFacts, naturalKey: string): readonly Candidate[] {
  if (match.kind === "several") return match.candidates;
  if (match.kind === "none") return [];
  const name = match.current[naturalKey];
  return [
    {
      account: match.account,
      name: typeof name === "string" ? name : null,
      ...(match.isPrivileged === true ? { isPrivileged: true } : {}),
    },
  ];
}

function matchOf(match: EvaluatedObject["facts"]["match"]): MatchKey | null {
  if (match === undefined) return null;
  const { path, value, also } = match;
  return also === undefined ? { path, value } : { path, value, also };
}

function presenceAfter({ facts, link }: EvaluatedObject, decision: Decision): "in" | "out" {
  switch (decision.verb) {
    case "create":
    case "adopt":
    case "update":
      return "in";
    case "delete":
      return "out";
    case "disable":
      return facts.scope.length > 0 && facts.state !== "deleted" ? "in" : "out";
    case "unchanged":
      // A user who left scope and keeps the account has it in scope: its link says so.
      if (facts.type === "user") return link?.scope === "in" ? "in" : "out";
      return facts.scope.length > 0 && link !== undefined ? "in" : "out";
    case "skip":
    case "hold":
    case "pending":
      return link?.scope === "in" ? "in" : "out";
  }
}

/** A held decision with the attributes whose values depend on the time: an answer to it does not depend on them. */
function nameTimed({ timed = [] }: EvaluatedObject, decision: Decision): Decision {
  const { verb, changes, reasons } = decision;
  const paths = verb === "hold" ? changes.map(({ path }) => path).filter((path) => timed.includes(path)) : [];
  if (paths.length === 0) return decision;
  const why = paths.map((path) => createReason("change.timed", { path }));
  return { ...decision, reasons: [...reasons.slice(0, -1), ...why, ...reasons.slice(-1)] };
}
