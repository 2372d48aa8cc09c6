import { isSameJson, type Json } from "../../json.ts";
import type { ComparedDecision } from "./compare-plans.ts";

/** An object as an example of an effect. */
export interface EffectExample {
  readonly object: string;
  readonly name: string;
  readonly recorded: Json;
  readonly replayed: Json;
}

/** The objects for which another configuration decides on another verb. */
export interface VerbEffect {
  readonly type: "user" | "group";
  /** The verbs; `none` for an object that the plan does not list, because nothing was to be done. */
  readonly recorded: string;
  readonly replayed: string;
  readonly count: number;
  readonly examples: readonly EffectExample[];
}

/** The objects whose accounts get another value of an attribute. */
export interface AttributeEffect {
  readonly type: "user" | "group";
  readonly attribute: string;
  readonly count: number;
  /** The objects of the type that the replay looked at. */
  readonly of: number;
  readonly examples: readonly EffectExample[];
}

/** The effects of another configuration, the greatest first. */
export interface Effects {
  readonly verbs: readonly VerbEffect[];
  readonly attributes: readonly AttributeEffect[];
}

/** Examples that are listed of each effect. */
const EXAMPLES_MAX = 3;
/** The verb of an object that a plan does not list. */
const NONE = "none";

type Found = Omit<VerbEffect & AttributeEffect, "count" | "of" | "examples">;
interface Group {
  readonly found: Partial<Found> & Pick<Found, "type">;
  count: number;
  readonly examples: EffectExample[];
}

/** Counts in which verbs and values two plans over the same facts differ. */
export function countEffects(
  recorded: readonly ComparedDecision[],
  replayed: readonly ComparedDecision[],
  evaluated: Readonly<Record<"user" | "group", number>>,
): Effects {
  const before = new Map(recorded.map((each) => [each.object, each]));
  const after = new Map(replayed.map((each) => [each.object, each]));
  const verbs = new Map<string, Group>();
  const attributes = new Map<string, Group>();
  for (const object of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(object), after.get(object)];
    const subject = is ?? was;
    if (subject === undefined) continue;
    const { type, name } = subject;
    const [from, to] = [was?.verb ?? NONE, is?.verb ?? NONE];
    if (from !== to) {
      const found = { type, recorded: from, replayed: to };
      addTo(verbs, `${type} ${from} ${to}`, found, { object, name, recorded: from, replayed: to });
    }
    for (const [attribute, [sent, wouldBe]] of pairValues(was, is)) {
      if (isSameJson(sent, wouldBe)) continue;
      const example = { object, name, recorded: sent, replayed: wouldBe };
      addTo(attributes, `${type} ${attribute}`, { type, attribute }, example);
    }
  }
  return {
    verbs: sortGroups(verbs).map(({ found, count, examples }) => ({
      ...{ type: found.type, recorded: found.recorded ?? NONE, replayed: found.replayed ?? NONE },
      ...{ count, examples },
    })),
    attributes: sortGroups(attributes).map(({ found, count, examples }) => ({
      ...{ type: found.type, attribute: found.attribute ?? "", count },
      ...{ of: Math.max(count, evaluated[found.type]), examples },
    })),
  };
}

function addTo(groups: Map<string, Group>, key: string, found: Group["found"], example: EffectExample): void {
  const group = groups.get(key) ?? { found, count: 0, examples: [] };
  group.count += 1;
  if (group.examples.length < EXAMPLES_MAX) group.examples.push(example);
  groups.set(key, group);
}

function sortGroups(groups: ReadonlyMap<string, Group>): readonly Group[] {
  return [...groups.values()].sort((left, right) => right.count - left.count);
}

/** The values that each plan writes, by attribute: of the recorded and of the replayed plan. */
function pairValues(
  was: ComparedDecision | undefined,
  is: ComparedDecision | undefined,
): ReadonlyMap<string, readonly [Json, Json]> {
  const [before, after] = [valuesOf(was), valuesOf(is)];
  return new Map(
    [...new Set([...before.keys(), ...after.keys()])].map((path) => [
      path,
      [before.get(path) ?? heldValue(is, path), after.get(path) ?? heldValue(was, path)],
    ]),
  );
}

function valuesOf(decision: ComparedDecision | undefined): ReadonlyMap<string, Json> {
  return new Map((decision?.changes ?? []).map(({ path, to }) => [path, to]));
}

/** The value that the account has where a plan does not write it: the other plan's decision shows it. */
function heldValue(other: ComparedDecision | undefined, path: string): Json {
  return other?.changes.find((change) => change.path === path)?.from ?? null;
}
