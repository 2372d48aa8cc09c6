import { isSameJson, type Json } from "../../json.ts";
import type { FlatChange } from "../../mapping/flat.ts";
import type { Reason } from "../reason.ts";
import type { DecisionDesired } from "../records/decision.ts";

/** A decision with all that a plan's hash covers. */
export interface ComparedDecision {
  readonly object: string;
  readonly type: "user" | "group";
  readonly name: string;
  readonly verb: string;
  readonly account: string | null;
  readonly object_version: number;
  readonly link_version: number;
  readonly reasons: readonly Reason[];
  readonly changes: readonly FlatChange[];
  readonly desired: DecisionDesired;
}

/** A membership of a plan, as `group sign member`. */
export interface ComparedPlan {
  readonly decisions: readonly ComparedDecision[];
  readonly memberships: readonly string[];
}

/** A place where a replay differs from what was recorded; null stands for a part that one of the two does not have. */
export interface Difference {
  /** The id and the name of the object; null for a difference that concerns no single object. */
  readonly object: string | null;
  readonly name: string | null;
  /** `verb`, `reasons`, the path of an attribute, or another part of the decision. */
  readonly part: string;
  readonly recorded: Json;
  readonly replayed: Json;
}

/** The first difference between two plans, in the order of their decisions; undefined for equal ones. */
export function findFirstDifference(recorded: ComparedPlan, replayed: ComparedPlan): Difference | undefined {
  const count = Math.max(recorded.decisions.length, replayed.decisions.length);
  for (let at = 0; at < count; at += 1) {
    const difference = compareDecisions(recorded.decisions[at], replayed.decisions[at]);
    if (difference !== undefined) return difference;
  }
  return compareMemberships(recorded.memberships, replayed.memberships);
}

function compareDecisions(
  recorded: ComparedDecision | undefined,
  replayed: ComparedDecision | undefined,
): Difference | undefined {
  const of = recorded ?? replayed;
  if (of === undefined) return undefined;
  const { object, name } = of;
  if (recorded?.object !== replayed?.object) {
    return { object, name, part: "object", recorded: nameOf(recorded), replayed: nameOf(replayed) };
  }
  const before = partsOf(recorded);
  const after = partsOf(replayed);
  for (const part of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(part) ?? null, after.get(part) ?? null];
    if (!isSameJson(was, is)) return { object, name, part, recorded: was, replayed: is };
  }
  // The same changes in another order are another payload.
  const [was, is] = [listPaths(recorded), listPaths(replayed)];
  return isSameJson(was, is) ? undefined : { object, name, part: "changes", recorded: was, replayed: is };
}

function listPaths(decision: ComparedDecision | undefined): Json {
  return (decision?.changes ?? []).map(({ path }) => path);
}

function nameOf(decision: ComparedDecision | undefined): Json {
  return decision === undefined ? null : `${decision.verb} ${decision.name}`;
}

/** The parts of a decision by name, those first that people look for first. */
function partsOf(decision: ComparedDecision | undefined): ReadonlyMap<string, Json> {
  if (decision === undefined) return new Map();
  const { verb, changes, reasons, desired, name, account, object_version, link_version } = decision;
  const { attributes, ...rest } = desired;
  const others: readonly [string, Json][] = Object.entries(rest).map(([part, value]) => [
    `desired.${part}`,
    value ?? null,
  ]);
  return new Map<string, Json>([
    ["verb", verb],
    ...changes.map(({ path, from, to }): [string, Json] => [path, { from, to }]),
    ...Object.entries(attributes).map(([path, value]): [string, Json] => [`desired.${path}`, value]),
    ["reasons", reasons.map(({ code, params }) => ({ code, params: { ...params } }))],
    ["name", name],
    ["account", account],
    ["object_version", object_version],
    ["link_version", link_version],
    ...others,
  ]);
}

function compareMemberships(
  recorded: readonly string[],
  replayed: readonly string[],
): Difference | undefined {
  const at = recorded.findIndex((each, place) => each !== replayed[place]);
  const place = at === -1 ? recorded.length : at;
  const [was, is] = [recorded[place] ?? null, replayed[place] ?? null];
  if (was === null && is === null) return undefined;
  const [object = null] = (was ?? is ?? "").split(" ");
  return { object, name: null, part: "members", recorded: was, replayed: is };
}
