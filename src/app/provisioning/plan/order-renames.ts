import type { ObjectId, PlanId } from "../../../core/ids.ts";
import type { Json } from "../../../core/json.ts";
import { listIdentifyingPaths } from "../../../core/mapping/match-key.ts";
import { foldValue } from "../../../core/provisioning/account-rules.ts";
import {
  isClearedAside,
  type OrderedMove,
  orderNames,
  toTemporaryName,
} from "../../../core/provisioning/order-names.ts";
import { createReason } from "../../../core/provisioning/reason.ts";
import type { NameOrder } from "../../../core/provisioning/records/decision.ts";
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

/** The parts of a decision that say which names it gives and takes. */
type NamingDecision = Pick<DecisionRow, "n" | "object" | "type" | "verb" | "reasons" | "changes"> & {
  readonly desired: Pick<DecisionRow["desired"], "hidden">;
};

const RENAMING: ReadonlySet<string> = new Set(["update", "disable", "adopt"]);

/** The decisions that create an account, or adopt one, have no other name to step aside to. */
const STEPPING_ASIDE: ReadonlySet<string> = new Set(["update", "disable"]);

/**
 * The names that a decision gives to its account: values of attributes that no two accounts share, or may not share. The
 * natural key comes first. Of a new account only a name counts that another account gives up.
 */
export function readPlannedNames(
  { rules, mappings }: Pick<CycleContext, "rules" | "mappings">,
  row: NamingDecision,
): readonly PlannedName[] {
  const { n, object, type, verb, reasons, desired } = row;
  const naturalKey = rules.naturalKey[type];
  const isNew = verb === "create" && reasons.some(({ code }) => code === "match.name-given-up");
  if (!isNew && !RENAMING.has(verb)) return [];
  const { searchPaths, uniquePaths } = mappings[type];
  const shared = new Set([...listIdentifyingPaths(searchPaths, naturalKey), ...uniquePaths]);
  // The reasons of an order name the value, which is not to be shown of a hidden attribute.
  const changes = row.changes.filter(({ path }) => path === naturalKey || !desired.hidden.includes(path));
  const names = changes.flatMap(({ path, from, to }): readonly PlannedName[] => {
    const isKey = path === naturalKey;
    if (!isKey && (isNew || !(shared.has(path) || isClearedAside(path)))) return [];
    if (!isName(to) || !(isNew || isName(from))) return [];
    const scope = isKey ? type : `${type} ${path}`;
    const fold = (name: string) => `${scope} ${foldValue(rules, path, name)}`;
    const former = isNew || !isName(from) ? undefined : from;
    const folded = { from: former === undefined ? undefined : fold(former), to: fold(to) };
    return [{ n, object, verb, path, from: former, to, folded }];
  });
  return names.sort((left, right) => Number(right.path === naturalKey) - Number(left.path === naturalKey));
}

function isName(value: Json | undefined): value is string {
  return typeof value === "string" && isStorable(value);
}

/**
 * Orders the renames of a plan, so that each name is free before it is taken, and stores the order in the decisions
 * with its reasons. Most renames wait for nothing, and their decisions stay as they are. Each attribute is ordered
 * by itself, the natural key first; a decision has the place that its first attribute gave it.
 */
export async function orderRenames(
  context: CycleContext,
  plan: PlanId,
  names: readonly PlannedName[],
): Promise<void> {
  const wanted = countWanted(names);
  const placed = new Map<ObjectId, { readonly chain: number; readonly place: number }>();
  const lengths: number[] = [];
  for (const ofPath of groupByPath(names)) {
    const known = new Map(ofPath.map((each) => [each.object, each]));
    const moves = ofPath.map(({ object, verb, folded }) => ({
      ...{ object, ...folded },
      canStepAside: STEPPING_ASIDE.has(verb) && !placed.has(object),
    }));
    for (const ordered of orderNames(moves)) {
      const joined = ordered.flatMap(({ object, after }) => placed.get(after) ?? placed.get(object) ?? []);
      const chain = joined[0]?.chain ?? lengths.push(0) - 1;
      for (const move of ordered) {
        const named = known.get(move.object);
        if (named === undefined || placed.has(move.object)) continue;
        const place = lengths[chain] ?? 0;
        lengths[chain] = place + 1;
        placed.set(move.object, { chain, place });
        const also = move.stepsAside ? listGivenUp(names, named, wanted) : [];
        const order = toNameOrder(named, move, { chain, place, also });
        await commitOrThrow(context.deps, await orderWrites(context, plan, named, order));
      }
      await context.deps.env.sleep(0);
    }
  }
}

/** The names by their attribute: natural keys first, because each decision lists its own first. */
function groupByPath(names: readonly PlannedName[]): readonly (readonly PlannedName[])[] {
  const groups = new Map<string, PlannedName[]>();
  for (const each of names) groups.set(each.path, [...(groups.get(each.path) ?? []), each]);
  return [...groups.values()];
}

/** The object that wants each name, by the name as the target compares it. */
function countWanted(names: readonly PlannedName[]): ReadonlyMap<string, ObjectId> {
  return new Map(names.map(({ folded, object }) => [folded.to, object]));
}

/** The other attributes of an account that steps aside whose values another account is to get. */
function listGivenUp(
  names: readonly PlannedName[],
  { object, path }: PlannedName,
  wanted: ReadonlyMap<string, ObjectId>,
): readonly string[] {
  const others = names.filter((each) => each.object === object && each.path !== path);
  return others
    .filter(({ folded }) => folded.from !== undefined && (wanted.get(folded.from) ?? object) !== object)
    .map((each) => each.path);
}

function toNameOrder(
  { object, from, path }: PlannedName,
  { after, stepsAside }: OrderedMove,
  {
    chain,
    place,
    also,
  }: { readonly chain: number; readonly place: number; readonly also: readonly string[] },
): NameOrder {
  const temporary = stepsAside && from !== undefined ? toTemporaryName(object, from) : null;
  return { chain, place, after, temporary, path, ...(also.length === 0 ? {} : { also }) };
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
  const { temporary, also = [] } = name;
  const aside = (given: string) =>
    isClearedAside(given)
      ? createReason("change.value-aside", { path: given })
      : createReason("change.name-temporary", { path: given, value: temporary ?? "" });
  const why = [
    createReason("change.name-order", { path, value: to }),
    ...(temporary === null ? [] : [path, ...also].map(aside)),
  ].map(({ code, params }) => ({ code, params }));
  const reasons = [...row.reasons.slice(0, -1), ...why, ...row.reasons.slice(-1)];
  const set = { reasons, desired: { ...row.desired, name } };
  return [{ op: "update", table: "decision", key, set }];
}
