import { findTimeChange, type KnownChanges, type NextChange } from "./expression/next-change.ts";
import type { CompiledMapping } from "./mapping.ts";
import { createEvaluationContext, type ProjectionEnvironment } from "./project.ts";
import type { SourceObject } from "./source.ts";

/** The results for objects that were mapped before in the same surroundings, which last as long as a plan is made. */
const KNOWN = new WeakMap<ProjectionEnvironment, KnownChanges>();

function knownIn(environment: ProjectionEnvironment): KnownChanges {
  const known = KNOWN.get(environment) ?? new Map();
  KNOWN.set(environment, known);
  return known;
}

/**
 * Finds when the mapping of an object can give another result by time alone; undefined if never. Of an account that
 * exists, values that only a new account gets do not count. A value that changes all the time is left out: it is
 * computed when the object is mapped for another reason.
 */
export function findMappingChange(
  mapping: CompiledMapping,
  source: SourceObject,
  purpose: "create" | "update",
  environment: ProjectionEnvironment,
): number | undefined {
  const timed = mapping.timed.filter(({ apply }) => purpose === "create" || apply === "always");
  if (timed.length === 0) return undefined;
  const known = knownIn(environment);
  const times = timed
    .map(({ path, expression }) =>
      findTimeChange(expression, createEvaluationContext(path, mapping.regex, source, environment), known),
    )
    .flatMap((next: NextChange) => (next.kind === "at" ? [next.at] : []));
  return times.length === 0 ? undefined : Math.min(...times);
}
