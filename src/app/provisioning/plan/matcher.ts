import type { AccountId, ObjectId } from "../../../core/ids.ts";
import { alignTypes, type FlatAttributes, flattenAccount } from "../../../core/mapping/flat.ts";
import type { CompiledMapping } from "../../../core/mapping/mapping.ts";
import { listSearches, type MatchKey } from "../../../core/mapping/match-key.ts";
import type { Projection } from "../../../core/mapping/project.ts";
import { CANDIDATES_MAX } from "../../../core/provisioning/decide-matched.ts";
import type { AccountOwner, Candidate, MatchFacts } from "../../../core/provisioning/facts.ts";
import type { Outcome } from "../../../core/provisioning/fault.ts";
import {
  type Answers,
  answerFor,
  formatAdoptionSubject,
  toSubjects,
} from "../../../core/provisioning/hold-answer.ts";
import { holdsSearch, MatchIndex } from "../../../core/provisioning/match-index.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { Account } from "../../../ports/target.ts";
import { type CycleContext, findStop } from "../context.ts";

/** Finds the accounts that unlinked objects may already have. */
export interface Matcher {
  /** Announces how many objects are matched next, so that many are matched by one listing from the start. */
  expect(count: number): void;
  match(type: ObjectType, id: ObjectId, projection: Projection): Promise<Outcome<MatchFacts | undefined>>;
  /** The accounts that have this value at a path that accounts are matched by, or that is to be unique. */
  find(type: ObjectType, path: string, value: string): Promise<Outcome<readonly AccountId[]>>;
}

/** What is known about the owners of accounts, and about people's answers to earlier holds. */
export interface AccountClaims {
  readOwner(type: ObjectType, account: AccountId): Promise<AccountOwner | undefined>;
  readonly answers: Answers;
  /** The account that an earlier attempt of this object was refused for, although searches do not show it. */
  readTaken(type: ObjectType, id: ObjectId): Promise<Account | undefined>;
}

/** A listed account, with no more of it than matching and adopting need. */
interface Listed {
  readonly id: AccountId;
  readonly current: FlatAttributes;
}

/** Accounts that hold the values of a search. */
type Find = (type: ObjectType, search: MatchKey) => Promise<Outcome<readonly Listed[]>>;

/**
 * Matches by one look-up in the target for each object while these are few. Lists the target once when there are
 * more of them than the settings say, and then sends no look-up at all.
 */
export function createMatcher(context: CycleContext, claims: AccountClaims): Matcher {
  const lookUp = createLookup(context);
  let listing: Promise<Outcome<Find>> | undefined;
  let expected = 0;
  let matched = 0;
  const openFind = async (): Promise<Outcome<Find>> => {
    const isMany = Math.max(expected, matched) > context.settings.listOverUnlinked;
    if (!isMany) return { ok: true, value: lookUp };
    listing ??= listAccounts(context);
    return listing;
  };
  return {
    expect(count) {
      expected = Math.max(expected, matched + count);
    },
    async match(type, id, projection) {
      matched += 1;
      const object = { type, id, projection };
      const find = await openFind();
      if (!find.ok) return find;
      const match = await matchObject(context, find.value, claims, object);
      const isFound = match.ok && match.value !== undefined && match.value.kind !== "none";
      if (!match.ok || isFound) return match;
      return { ok: true, value: (await matchTaken(context, claims, object)) ?? match.value };
    },
    async find(type, path, value) {
      const find = await openFind();
      const found = find.ok ? await find.value(type, { path, value }) : find;
      return found.ok ? { ok: true, value: found.value.map(({ id }) => id) } : found;
    },
  };
}

/** Sends each search to the target. */
function createLookup(context: CycleContext): Find {
  return async (type, search) => {
    const found = await context.target.find(type, search, context.signal);
    return found.ok ? { ok: true, value: found.value.map((account) => toListed(context, account)) } : found;
  };
}

/** Lists all accounts of the target once, and answers from that list. */
async function listAccounts(context: CycleContext): Promise<Outcome<Find>> {
  const { mappings, rules } = context;
  const index = {
    user: new MatchIndex<Listed>(rules, listIndexedPaths(mappings.user)),
    group: new MatchIndex<Listed>(rules, listIndexedPaths(mappings.group)),
  };
  for (const type of ["user", "group"] as const) {
    for await (const page of context.target.list(type, context.signal)) {
      if (!page.ok) return page;
      const stopped = findStop(context);
      if (stopped !== undefined) return { ok: false, fault: stopped };
      for (const account of page.value) {
        const listed = toListed(context, account);
        index[type].add(listed.current, listed);
      }
    }
  }
  return {
    ok: true,
    value: async (type, search) => ({ ok: true, value: index[type].find(search) }),
  };
}

/** The paths of each search, and those whose values are to be unique. */
function listIndexedPaths({ searchPaths, uniquePaths }: CompiledMapping): readonly (readonly string[])[] {
  return [...searchPaths, ...uniquePaths.map((path) => [path])];
}

/** An object that is matched. */
interface Matched {
  readonly type: ObjectType;
  readonly id: ObjectId;
  readonly projection: Projection;
}

/** The account that refused the object's name at an earlier attempt, if it has the name still. */
async function matchTaken(
  context: CycleContext,
  claims: AccountClaims,
  object: Matched,
): Promise<MatchFacts | undefined> {
  const taken = await claims.readTaken(object.type, object.id);
  if (taken === undefined) return undefined;
  const listed = toListed(context, taken);
  const searches = listSearches(object.projection.matching);
  const held = searches.find((search) => holdsSearch(context.rules, listed.current, search));
  return held === undefined ? undefined : toMatch(claims, object, held, listed);
}

async function toMatch(
  claims: AccountClaims,
  { type, id, projection }: Matched,
  search: MatchKey,
  listed: Listed,
): Promise<MatchFacts> {
  const account = listed.id;
  const current = alignTypes(listed.current, projection.attributes);
  const owner = await claims.readOwner(type, account);
  const answer = answerFor(claims.answers, id, toSubjects(formatAdoptionSubject(account)));
  return { ...search, kind: "one", account, current, owner, answer };
}

async function matchObject(
  { rules }: Pick<CycleContext, "rules">,
  find: Find,
  claims: AccountClaims,
  object: Matched,
): Promise<Outcome<MatchFacts | undefined>> {
  const { type, projection } = object;
  const searches = listSearches(projection.matching);
  for (const search of searches) {
    const found = await find(type, search);
    if (!found.ok) return found;
    const [first] = found.value;
    if (first === undefined) continue;
    const count = found.value.length;
    if (count > 1) {
      const candidates = found.value
        .slice(0, CANDIDATES_MAX)
        .map((listed) => toCandidate(listed, rules.naturalKey[type]));
      return { ok: true, value: { ...search, kind: "several", count, candidates } };
    }
    return { ok: true, value: await toMatch(claims, object, search, first) };
  }
  const [first] = searches;
  return { ok: true, value: first === undefined ? undefined : { ...first, kind: "none" } };
}

function toCandidate({ id, current }: Listed, naturalKey: string): Candidate {
  const name = current[naturalKey];
  return { account: id, name: typeof name === "string" ? name : null };
}

function toListed(context: CycleContext, account: Account): Listed {
  const paths = context.mappings[account.type].paths;
  return { id: account.id, current: flattenAccount(paths, account.attributes) };
}
