import type { z } from "zod";
import type { JsonObject } from "../../core/json.ts";
import { findNearestOf } from "../../core/nearest-name.ts";

type Issues = readonly z.core.$ZodIssue[];

/** A document whose misspelt members have the names that they most likely stand for. */
interface RespeltDocument {
  readonly json: JsonObject;
  /** The names that were corrected, each with the right one. */
  readonly names: ReadonlyMap<string, string>;
  readonly rightNames: ReadonlySet<string>;
}

/** Gives misspelt members their right names, and drops those that stand for none or for one that is there as well. */
export function replaceNames(json: JsonObject, issues: Issues, known: readonly string[]): RespeltDocument {
  const unknown = new Set(
    issues.flatMap((issue) =>
      issue.code === "unrecognized_keys" && issue.path.length === 0 ? issue.keys : [],
    ),
  );
  const names = new Map<string, string>();
  const rightNames = new Set<string>();
  const members = Object.entries(json).flatMap(([name, value]) => {
    if (!unknown.has(name)) return [[name, value] as const];
    const right = findNearestOf(name, known);
    if (right === undefined || Object.hasOwn(json, right) || rightNames.has(right)) return [];
    names.set(name, right);
    rightNames.add(right);
    return [[right, value] as const];
  });
  return { json: Object.fromEntries(members), names, rightNames };
}

/** Members that decide what a document is about and what its others mean. Without them only some errors can be found. */
const NEEDED: ReadonlySet<string> = new Set([
  ...["organization", "name", "definitions"],
  ...["template", "parameters", "connector", "config", "roles"],
]);

/** The usable part of a document with wrong members, and the wrong members that others depend on. */
interface UsableDocument {
  readonly json: JsonObject;
  readonly wrong: ReadonlySet<string>;
}

/** Drops the members that are wrong. Where a document has no name, `standIn` takes its place: no application has it. */
export function dropWrong(json: JsonObject, issues: Issues, standIn: string): UsableDocument {
  const broken = new Set(issues.map(({ path }) => String(path[0])));
  const kept = Object.entries(json).filter(([name]) => !broken.has(name));
  const filled = {
    ...(broken.has("muster") ? { muster: 1 } : {}),
    ...(broken.has("name") ? { name: standIn } : {}),
  };
  return {
    json: { ...filled, ...Object.fromEntries(kept) },
    wrong: new Set([...broken].filter((name) => NEEDED.has(name))),
  };
}
