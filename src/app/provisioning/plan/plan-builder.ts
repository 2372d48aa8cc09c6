import type { AccountId, ObjectId, OrgId, PlanId } from "../../../core/ids.ts";
import type { Json, JsonObject } from "../../../core/json.ts";
import {
  countVerb,
  type Ending,
  NO_PLAN_COUNTS,
  type PlanCounts,
} from "../../../core/provisioning/cycle-balance.ts";
import type { Decision } from "../../../core/provisioning/decide.ts";
import { chainHash } from "../../../core/provisioning/digest.ts";
import type { Store, Write } from "../../../ports/store.ts";
import type { DecisionRow, PlanMemberRow } from "../../../ports/tables.ts";
import { eachPage } from "../../paging.ts";
import type { CycleContext } from "../context.ts";
import type { Gathered } from "./gather-facts.ts";

const WRITES_AT_ONCE = 300;

/** Endings of decisions that are over when they are made: nothing will be sent for them. */
const ENDED: Readonly<Partial<Record<Decision["verb"], Ending>>> = {
  skip: "skipped",
  hold: "held",
  pending: "pending",
};

/** Takes decisions one by one, counts them and stores those that are not `unchanged`. */
export class PlanBuilder {
  counts: PlanCounts = NO_PLAN_COUNTS;
  /** Where each evaluated object stands after this plan: with an account in scope, or not. */
  readonly standing = new Map<ObjectId, "in" | "out">();
  /** Objects that come to stand, or cease to stand, in the target by this plan. */
  readonly flips = new Set<ObjectId>();
  /** Linked objects that nothing may happen to before somebody decides: their memberships stay too. */
  readonly held = new Set<ObjectId>();
  /** Accounts that this plan gives to an object. */
  readonly adopted = new Map<AccountId, ObjectId>();
  /** Pending objects for which nothing remains to be done. */
  readonly settled: ObjectId[] = [];
  readonly #context: CycleContext;
  readonly #plan: PlanId;
  #next = 0;
  #writes: Write[] = [];

  constructor(context: CycleContext, plan: PlanId) {
    this.#context = context;
    this.#plan = plan;
  }

  async add(gathered: Gathered, decision: Decision): Promise<void> {
    const { facts } = gathered;
    this.counts = countVerb(this.counts, decision.verb);
    const standing = standingOf(gathered, decision);
    this.standing.set(facts.id, standing);
    if ((gathered.link?.scope === "in") !== (standing === "in")) this.flips.add(facts.id);
    const isHeld = decision.verb === "hold" || decision.verb === "pending";
    if (isHeld && gathered.link !== undefined) this.held.add(facts.id);
    if (decision.verb === "adopt" && decision.account !== undefined)
      this.adopted.set(decision.account, facts.id);
    const isIdle = decision.verb === "unchanged" || (decision.verb === "skip" && facts.scope.length === 0);
    if (isIdle) this.settled.push(facts.id);
    else await this.#write({ op: "insert", table: "decision", row: this.#row(gathered, decision) });
  }

  async addMember(group: ObjectId, member: ObjectId, sign: PlanMemberRow["sign"]): Promise<void> {
    const row = { org: this.#context.org, plan: this.#plan, group_id: group, member_id: member, sign };
    await this.#write({ op: "upsert", table: "plan_member", row });
  }

  async flush(): Promise<void> {
    const writes = this.#writes;
    this.#writes = [];
    if (writes.length === 0) return;
    await this.#context.deps.store.commit(writes);
    await this.#context.deps.env.sleep(0);
  }

  async #write(write: Write): Promise<void> {
    this.#writes.push(write);
    if (this.#writes.length >= WRITES_AT_ONCE) await this.flush();
  }

  #row({ facts, object, link, name }: Gathered, decision: Decision): DecisionRow {
    const n = this.#next;
    this.#next += 1;
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
      reasons: decision.reasons.map(({ code, params }) => ({ code, params })),
      changes: decision.changes.map(({ path, from, to }) => ({ path, from, to })),
      desired: {
        attributes: decision.verb === "create" || decision.verb === "adopt" ? facts.desired : {},
        awaited: facts.awaited,
        members: facts.members,
        match: matchOf(facts.match),
        inScope: isInScope(facts),
      },
      outcome: ENDED[decision.verb] ?? null,
    };
  }
}

function isInScope({ scope, state }: Gathered["facts"]): boolean {
  return scope.length > 0 && (state === "active" || state === "inactive");
}

function matchOf(match: Gathered["facts"]["match"]): JsonObject | null {
  return match === undefined ? null : { path: match.path, value: match.value };
}

function standingOf({ facts, link }: Gathered, decision: Decision): "in" | "out" {
  switch (decision.verb) {
    case "create":
    case "adopt":
    case "update":
      return "in";
    case "delete":
    case "skip":
      return "out";
    case "disable":
      return facts.scope.length > 0 && facts.state !== "deleted" ? "in" : "out";
    case "unchanged":
      return facts.scope.length > 0 && link !== undefined ? "in" : "out";
    case "hold":
    case "pending":
      return link?.scope === "in" ? "in" : "out";
  }
}

/** The hash of everything that a plan would do, read back from the store in a fixed order. */
export async function hashPlan(
  store: Store,
  env: { hash(text: string): string },
  org: OrgId,
  plan: PlanId,
  head: Json,
): Promise<string> {
  let hash = chainHash("", head, env.hash);
  const groups = new Set<ObjectId>();
  for await (const rows of eachPage(store, "decision", { org, plan })) {
    for (const row of rows) {
      const { n, object, type, verb, account, object_version, link_version, reasons, changes, desired } = row;
      const entry = {
        n,
        object,
        type,
        verb,
        account,
        object_version,
        link_version,
        reasons,
        changes,
        desired,
      };
      hash = chainHash(hash, entry, env.hash);
      if (type === "group") groups.add(object);
    }
  }
  for (const group_id of groups) {
    for await (const rows of eachPage(store, "plan_member", { org, plan, group_id })) {
      const entry = [group_id, ...rows.map(({ member_id, sign }) => `${sign} ${member_id}`)];
      hash = chainHash(hash, entry, env.hash);
    }
  }
  return hash;
}
