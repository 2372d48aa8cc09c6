import {
  parseOwn,
  readSource,
  type SourceGroup,
  type SourceObject,
  type SourceReference,
} from "../source.ts";
import { isList, type Value } from "../value.ts";
import { type Element, momentOf, testElements } from "./clause-test.ts";
import type { CompiledClause, CompiledFilter, CompiledScopes } from "./scope.ts";

/** The facts that clauses read. */
export interface ScopeFacts {
  readonly object: SourceObject;
  /** The manager of the user; undefined without one, and when that user is deleted. */
  readonly manager: SourceObject | undefined;
  /** The groups that the object is in, directly or through other groups: id and displayName of each. */
  readonly groups: readonly SourceGroup[];
}

/** The result of the filters for one object. */
export type ScopeVerdict =
  /** There are no filters for this type of object. */
  | { readonly kind: "unfiltered" }
  /** The first filter whose clauses all hold. */
  | { readonly kind: "in"; readonly filter: CompiledFilter }
  /** The first clause of each filter that does not hold. */
  | { readonly kind: "out"; readonly failed: readonly FailedFilter[] };

/** A filter that keeps an object out of scope. */
export interface FailedFilter {
  readonly label: string;
  readonly clause: string;
}

/** Evaluates filters for one object at a time in milliseconds since 1970. Pure and total. */
export function evaluateScope(
  filters: readonly CompiledFilter[],
  facts: ScopeFacts,
  now: number,
): ScopeVerdict {
  if (filters.length === 0) return { kind: "unfiltered" };
  const failed: FailedFilter[] = [];
  for (const filter of filters) {
    const clause = filter.clauses.find((each) => !testElements(each.test, elementsOf(each, facts), now));
    if (clause === undefined) return { kind: "in", filter };
    failed.push({ label: filter.label, clause: clause.text });
  }
  return { kind: "out", failed };
}

/**
 * The next time at which a clause can change its result although nothing changes in the directory; `undefined` when
 * time changes nothing. The result of the filters can still be the same at that time.
 */
export function findNextChange(
  filters: readonly CompiledFilter[],
  facts: ScopeFacts,
  now: number,
): number | undefined {
  const times = filters
    .flatMap(({ clauses }) => clauses)
    .flatMap((clause) => changesOf(clause, facts))
    .filter((time) => time > now);
  return times.length === 0 ? undefined : Math.min(...times);
}

/** The times at which elements pass a limit that moves with the present. */
function changesOf(clause: CompiledClause, facts: ScopeFacts): readonly number[] {
  const { test } = clause;
  if (test.kind !== "before" && test.kind !== "after") return [];
  if (test.limit.kind === "moment") return [];
  const { offsetMs } = test.limit;
  return (
    elementsOf(clause, facts)
      .map(momentOf)
      .filter((moment) => moment !== undefined)
      // Both change one millisecond after the limit has reached the date, when the date has become the earlier one.
      .map((moment) => moment - offsetMs + 1)
  );
}

function elementsOf({ attribute }: CompiledClause, facts: ScopeFacts): readonly Element[] {
  switch (attribute.kind) {
    case "groups":
      return facts.groups.flatMap(({ id, name }) => [id, name]);
    case "manager-itself":
      return listManagerNames(facts);
    case "own":
      return readElements(facts.object, attribute.reference);
    case "manager":
      return facts.manager === undefined ? [] : readElements(facts.manager, attribute.reference);
  }
}

/** The id and the user name of the manager; the id alone if the manager is deleted. */
function listManagerNames({ object, manager }: ScopeFacts): readonly Element[] {
  const ids = MANAGER_ID === undefined ? [] : readElements(object, MANAGER_ID);
  const names = manager === undefined || USER_NAME === undefined ? [] : readElements(manager, USER_NAME);
  return [...ids, ...names];
}

const MANAGER_ID = parseOwn("manager");
const USER_NAME = parseOwn("userName");

/** Empty texts count as absent, as in the reference. */
function readElements(source: SourceObject, reference: SourceReference): readonly Element[] {
  const value: Value = readSource(source, reference);
  if (value === null || value === "") return [];
  return isList(value) ? value.filter((text) => text !== "") : [value];
}

/** The knowledge that the filters of a type read beside the object itself. */
export interface ScopeReads {
  readonly manager: boolean;
  readonly groups: boolean;
}

/** Which facts the filters of a type need, so that no others are gathered. */
export function findReads(filters: CompiledScopes["user"]): ScopeReads {
  const kinds = new Set(filters.flatMap(({ clauses }) => clauses.map(({ attribute }) => attribute.kind)));
  return { manager: kinds.has("manager") || kinds.has("manager-itself"), groups: kinds.has("groups") };
}
