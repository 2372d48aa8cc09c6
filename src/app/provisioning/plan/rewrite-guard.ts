import { listIdentifyingPaths } from "../../../core/mapping/match-key.ts";
import type { Decision } from "../../../core/provisioning/decision.ts";
import { hold, markApproved } from "../../../core/provisioning/guard.ts";
import type { Answers } from "../../../core/provisioning/hold-answer.ts";
import { createReason, type Reason } from "../../../core/provisioning/reason.ts";
import { type CountedPaths, holdRewrites, listRewritten } from "../../../core/provisioning/rewrite-guard.ts";
import type { CycleContext } from "../context.ts";
import type { EvaluatedObject } from "./gather-facts.ts";
import type { PlanBuilder } from "./plan-builder.ts";
import { readAnswerTo } from "./read-answer-to.ts";

/** A rewrite that waits until the whole plan was counted, and the attributes that it rewrites. */
interface WaitingRewrite {
  readonly evaluated: EvaluatedObject;
  readonly decision: Decision;
  readonly paths: readonly string[];
}

/** An attribute of which rewrites were seen: how many before this plan and in it. */
interface Tally {
  readonly recent: number;
  planned: number;
  because: Reason | undefined;
}

/**
 * Holds the rewrites of an attribute as a whole when they are too many. No more decisions wait in memory than the
 * limit lets pass: as soon as it is exceeded, those that waited are held, and so is every later one.
 */
export class RewriteGuard {
  readonly #context: CycleContext;
  readonly #builder: PlanBuilder;
  readonly #answers: Answers;
  readonly #counted: CountedPaths;
  readonly #tallies = new Map<string, Tally>();
  #linked: number | undefined;
  #waiting: WaitingRewrite[] = [];

  constructor(context: CycleContext, builder: PlanBuilder, answers: Answers) {
    this.#context = context;
    this.#builder = builder;
    this.#answers = answers;
    this.#counted = readCountedPaths(context);
  }

  /** Takes a decision if it rewrites a counted attribute; returns false for every other one. */
  async take(evaluated: EvaluatedObject, decision: Decision): Promise<boolean> {
    const paths = listRewritten(decision, this.#counted);
    if (paths.length === 0) return false;
    const answer = readAnswerTo(this.#answers, { evaluated, decision }, this.#context.deps.env.hash);
    if (answer === "approved") await this.#builder.add(evaluated, markApproved(decision));
    else if (answer === "rejected")
      await this.#builder.add(evaluated, hold(decision, createReason("hold.rejected")));
    else await this.#count({ evaluated, decision, paths });
    return true;
  }

  /** Lets pass what still waits: it is within the limits. */
  async settle(): Promise<void> {
    for (const { evaluated, decision } of this.#waiting) await this.#builder.add(evaluated, decision);
    this.#waiting = [];
  }

  async #count(rewrite: WaitingRewrite): Promise<void> {
    let because: Reason | undefined;
    for (const path of rewrite.paths) because ??= await this.#countPath(path);
    if (because === undefined) this.#wait(rewrite);
    else await this.#builder.add(rewrite.evaluated, hold(rewrite.decision, because));
  }

  /** While it waits, the account is where its link says, so that nothing plans the object a second time. */
  #wait(rewrite: WaitingRewrite): void {
    const { facts, link } = rewrite.evaluated;
    this.#builder.presence.set(facts.id, link?.scope === "in" ? "in" : "out");
    this.#waiting.push(rewrite);
  }

  async #countPath(path: string): Promise<Reason | undefined> {
    const { settings } = this.#context;
    this.#linked ??= await this.#countLinked();
    const tally = this.#tallies.get(path) ?? (await this.#begin(path));
    tally.planned += 1;
    if (tally.because !== undefined) return tally.because;
    tally.because = holdRewrites({ path, linked: this.#linked, ...tally }, settings);
    if (tally.because !== undefined) await this.#holdWaiting(path, tally.because);
    return tally.because;
  }

  async #begin(path: string): Promise<Tally> {
    const { deps, org, app, settings } = this.#context;
    const since = deps.env.now() - settings.deletionWindowHours * 3_600_000;
    const recent = await deps.store.rewrittenSince(org, app, { type: "user", path, since });
    const tally: Tally = { recent, planned: 0, because: undefined };
    this.#tallies.set(path, tally);
    return tally;
  }

  #countLinked(): Promise<number> {
    const { deps, org, app } = this.#context;
    return deps.store.count("link", { org, app, type: "user", scope: "in" });
  }

  async #holdWaiting(path: string, because: Reason): Promise<void> {
    const held = this.#waiting.filter(({ paths }) => paths.includes(path));
    this.#waiting = this.#waiting.filter(({ paths }) => !paths.includes(path));
    for (const { evaluated, decision } of held) await this.#builder.add(evaluated, hold(decision, because));
  }
}

/** The attributes by which accounts are found or that no two accounts share, unless the settings count all. */
function readCountedPaths({ settings, mappings, rules }: CycleContext): CountedPaths {
  if (settings.rewriteAttributes === "all") return "all";
  const { searchPaths, uniquePaths } = mappings.user;
  const naturalKey = rules.naturalKey.user;
  return new Set([naturalKey, ...listIdentifyingPaths(searchPaths, naturalKey), ...uniquePaths]);
}
