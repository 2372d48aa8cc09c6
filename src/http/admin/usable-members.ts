import type { z } from "zod";
import { isObject, type Json, type JsonObject } from "../../core/json.ts";
import { findNearestOf } from "../../core/nearest-name.ts";

type Issues = readonly z.core.$ZodIssue[];
type Path = readonly (string | number)[];

/** A misspelt member with the name that it most likely stands for. */
interface RespeltName {
  /** The object that has the member. */
  readonly path: Path;
  readonly written: string;
  readonly right: string;
}

/** A document whose misspelt members have the names that they most likely stand for. */
interface RespeltDocument {
  readonly json: JsonObject;
  readonly names: readonly RespeltName[];
}

/** The members of documents and of their sections lie no deeper: `assignments`, an entry, its members. */
const DEPTH_MAX = 3;

/**
 * Gives misspelt members their right names, at every depth, and drops those that stand for none or for one that is there
 * as well. `membersAt` lists the members that an object can have.
 */
export function replaceNames(
  json: JsonObject,
  issues: Issues,
  membersAt: (path: Path) => readonly string[],
): RespeltDocument {
  const unknown = new Map(
    issues.flatMap((issue) =>
      issue.code === "unrecognized_keys" ? [[issue.path.join("/"), new Set(issue.keys)] as const] : [],
    ),
  );
  const names: RespeltName[] = [];
  const respellObject = (object: JsonObject, path: Path): JsonObject => {
    const wrong = unknown.get(path.join("/"));
    const taken = new Set<string>();
    const members = Object.entries(object).flatMap(([name, value]) => {
      if (wrong?.has(name) !== true) return [[name, respell(value, [...path, name])] as const];
      const right = findNearestOf(name, membersAt(path));
      if (right === undefined || Object.hasOwn(object, right) || taken.has(right)) return [];
      names.push({ path, written: name, right });
      taken.add(right);
      return [[right, value] as const];
    });
    return Object.fromEntries(members);
  };
  const respell = (value: Json, path: Path): Json => {
    if (path.length >= DEPTH_MAX) return value;
    if (Array.isArray(value)) return value.map((each, at) => respell(each, [...path, at]));
    return isObject(value) ? respellObject(value, path) : value;
  };
  return { json: respellObject(json, []), names };
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
