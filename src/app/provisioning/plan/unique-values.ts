import { cutText, type Json } from "../../../core/json.ts";
import type { UniqueChoice } from "../../../core/mapping/project.ts";
import { foldValue } from "../../../core/provisioning/account-rules.ts";
import type { Facts } from "../../../core/provisioning/facts.ts";
import type { Outcome } from "../../../core/provisioning/fault.ts";
import { createReason } from "../../../core/provisioning/reason.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import { readEachPage } from "../../paging.ts";
import type { CycleContext } from "../context.ts";
import type { EvaluatedObject } from "./gather-facts.ts";
import type { Matcher } from "./matcher.ts";

/**
 * Chooses values for new accounts that no account has. A value is taken if Muster wrote it to an account, if an earlier new
 * account of the same plan gets it, or if a search of the target finds it. Objects come one at a time, so that the same
 * plan made twice gives the same values.
 */
export class UniqueValues {
  readonly #context: CycleContext;
  readonly #matcher: Matcher;
  readonly #chosen = new Set<string>();
  #linked: Promise<ReadonlySet<string>> | undefined;

  constructor(context: CycleContext, matcher: Matcher) {
    this.#context = context;
    this.#matcher = matcher;
  }

  /** The object with its values chosen; held if an attribute has no free value. Its matching must be known. */
  async choose(evaluated: EvaluatedObject): Promise<Outcome<EvaluatedObject>> {
    const { facts, projection } = evaluated;
    if (projection === undefined || !mayBeCreated(facts)) return { ok: true, value: evaluated };
    const chosen: Record<string, Json> = {};
    for (const choice of projection.choices) {
      const free = await this.#findFree(facts.type, choice);
      if (!free.ok) return free;
      if (free.value === undefined) return { ok: true, value: hold(evaluated, choice) };
      chosen[choice.path] = free.value;
    }
    for (const [path, value] of Object.entries(chosen))
      this.#chosen.add(this.#keyOf(facts.type, path, value));
    const desired = { ...facts.desired, ...chosen };
    return { ok: true, value: { ...evaluated, facts: { ...facts, desired } } };
  }

  async #findFree(type: ObjectType, { path, candidates }: UniqueChoice): Promise<Outcome<Json | undefined>> {
    this.#linked ??= this.#readLinked();
    const linked = await this.#linked;
    for (const value of candidates) {
      const key = this.#keyOf(type, path, value);
      if (this.#chosen.has(key) || linked.has(key)) continue;
      const held = await this.#matcher.find(type, path, textOf(value));
      if (!held.ok) return held;
      if (held.value.length === 0) return { ok: true, value };
    }
    return { ok: true, value: undefined };
  }

  /** The values that Muster wrote: some targets leave accounts out of searches, disabled ones for example. */
  async #readLinked(): Promise<ReadonlySet<string>> {
    const { deps, org, app, mappings } = this.#context;
    const linked = new Set<string>();
    for await (const rows of readEachPage(deps.store, "link", { org, app })) {
      for (const { type, projected } of rows) {
        for (const path of mappings[type].uniquePaths) {
          const value = projected[path];
          if (value !== undefined) linked.add(this.#keyOf(type, path, value));
        }
      }
      await deps.env.sleep(0);
    }
    return linked;
  }

  #keyOf(type: ObjectType, path: string, value: Json): string {
    return `${type}\n${path}\n${foldValue(this.#context.rules, path, textOf(value))}`;
  }
}

/** True unless matching has shown that no account will be made. A name may still be given up by its present owner. */
function mayBeCreated({ link, actions, match, unsettled, problems }: Facts): boolean {
  if (link !== undefined || !actions.create || unsettled !== undefined || problems.length > 0) return false;
  if (match?.answer === "create") return true;
  if (match?.kind === "one") return match.owner?.standing === "present";
  return match?.kind === "none";
}

/** The number of characters of the taken values that a reason shows. */
const SHOWN_LENGTH_MAX = 300;

function hold(evaluated: EvaluatedObject, { path, candidates }: UniqueChoice): EvaluatedObject {
  const values = cutText(candidates.map(textOf).join(", "), SHOWN_LENGTH_MAX);
  const why = createReason("hold.no-unique-value", { path, values });
  return { ...evaluated, facts: { ...evaluated.facts, problems: [why] } };
}

function textOf(value: Json): string {
  return typeof value === "string" ? value : Array.isArray(value) ? value.join(";") : String(value);
}
