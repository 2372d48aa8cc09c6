import type { ObjectId, PlanId } from "../../../core/ids.ts";
import type { AccountRules } from "../../../core/provisioning/account-rules.ts";
import { type OrderedMove, orderNames, toTemporaryName } from "../../../core/provisioning/order-names.ts";
import { createReason } from "../../../core/provisioning/reason.ts";
import type { NameOrder } from "../../../core/provisioning/records/decision.ts";
import { foldKey } from "../../../core/scim/index/keys.ts";
import { isStorable } from "../../../core/scim/text.ts";
import type { DecisionRow } from "../../../ports/cycle-tables.ts";
import type { Write } from "../../../ports/store.ts";
import { commitOrThrow } from "../../commit.ts";
import type { CycleContext } from "../context.ts";

/** A decision of a plan that gives an account another name: its place in the plan, and both names. */
export interface PlannedName {
  readonly n: number;
  readonly object: ObjectId;
  readonly verb: string;
  readonly path: string;
  /** Undefined for an account that is about to be created with a name that another account gives up. */
  readonly from: string | undefined;
  readonly to: string;
  /** Both names as the target compares them; names of users and of groups never meet. */
  readonly folded: { readonly from: string | undefined; readonly to: string };
}

const RENAMING: ReadonlySet<string> = new Set(["update", "disable", "adopt"]);

/** The decisions that create an account, or adopt one, have no other name to step aside to. */
const STEPPING_ASIDE: ReadonlySet<string> = new Set(["update", "disable"]);

/**
 * The rename that is part of a decision, if it gives an account that exists another name, or a new one a name that
 * another account gives up.
 */
export function readPlannedName(rules: AccountRules, row: DecisionRow): PlannedName | undefined {
  const { n, object, type, verb, changes } = row;
  const path = rules.naturalKey[type];
  const { from, to } = changes.find((change) => change.path === path) ?? {};
  if (typeof to !== "string" || !isStorable(to)) return undefined;
  const fold = (name: string) => `${type} ${foldKey(name, rules.caseExact.includes(path))}`;
  if (verb === "create") {
    if (!row.reasons.some(({ code }) => code === "match.name-given-up")) return undefined;
    return { n, object, verb, path, from: undefined, to, folded: { from: undefined, to: fold(to) } };
  }
  if (!RENAMING.has(verb) || typeof from !== "string" || !isStorable(from)) return undefined;
  return { n, object, verb, path, from, to, folded: { from: fold(from), to: fold(to) } };
}

/**
 * Orders the renames of a plan, so that each name is free before it is taken, and stores the order in the decisions
 * with its reasons. Most renames wait for nothing, and their decisions stay as they are.
 */
export async function orderRenames(
  context: CycleContext,
  plan: PlanId,
  names: readonly PlannedName[],
): Promise<void> {
  const known = new Map(names.map((each) => [each.object, each]));
  const chains = orderNames(
    names.map(({ object, verb, folded }) => ({ object, ...folded, canStepAside: STEPPING_ASIDE.has(verb) })),
  );
  for (const [chain, moves] of chains.entries()) {
    for (const [place, move] of moves.entries()) {
      const named = known.get(move.object);
      if (named === undefined) continue;
      const order = toNameOrder(named, move, { chain, place });
      await commitOrThrow(context.deps, await orderWrites(context, plan, named, order));
    }
    await context.deps.env.sleep(0);
  }
}

function toNameOrder(
  { object, from }: PlannedName,
  { after, stepsAside }: OrderedMove,
  at: { readonly chain: number; readonly place: number },
): NameOrder {
  return { ...at, after, temporary: stepsAside && from !== undefined ? toTemporaryName(object, from) : null };
}

/** The write that puts a decision in its place. The last reason stays last, because it names the verb. */
async function orderWrites(
  { deps, org }: CycleContext,
  plan: PlanId,
  { n, path, to }: PlannedName,
  name: NameOrder,
): Promise<readonly Write[]> {
  const key = { org, plan, n };
  const row = await deps.store.get("decision", key);
  if (row === undefined) return [];
  const { temporary } = name;
  const why = [
    createReason("change.name-order", { path, value: to }),
    ...(temporary === null ? [] : [createReason("change.name-temporary", { path, value: temporary })]),
  ].map(({ code, params }) => ({ code, params }));
  const reasons = [...row.reasons.slice(0, -1), ...why, ...row.reasons.slice(-1)];
  const set = { reasons, desired: { ...row.desired, name } };
  return [{ op: "update", table: "decision", key, set }];
}
