import { findTimeChange, type NextChange } from "./expression/next-change.ts";
import type { CompiledMapping } from "./mapping.ts";
import { createEvaluationContext, type ProjectionEnvironment } from "./project.ts";
import type { SourceObject } from "./source.ts";

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
  const times = mapping.timed
    .filter(({ apply }) => purpose === "create" || apply === "always")
    .map(({ path, expression }) =>
      findTimeChange(expression, createEvaluationContext(path, mapping.regex, source, environment)),
    )
    .flatMap((next: NextChange) => (next.kind === "at" ? [next.at] : []));
  return times.length === 0 ? undefined : Math.min(...times);
}
