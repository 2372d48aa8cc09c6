import type { AccountId, ObjectId } from "../../../core/ids.ts";
import { alignTypes, type FlatAttributes, flattenAccount } from "../../../core/mapping/flat.ts";
import type { Projection } from "../../../core/mapping/project.ts";
import type { AccountRules } from "../../../core/provisioning/account-rules.ts";
import type { AccountOwner, MatchFacts } from "../../../core/provisioning/decide.ts";
import type { Outcome } from "../../../core/provisioning/fault.ts";
import { type Answers, answerFor, formatAdoptionSubject } from "../../../core/provisioning/guard.ts";
import { foldKey } from "../../../core/scim/index/keys.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { Account } from "../../../ports/target.ts";
import { type CycleContext, findStop } from "../context.ts";

/** Finds the accounts that unlinked objects may already have. */
export interface Matcher {
  /** Announces how many objects are matched next, so that many are matched by one listing from the start. */
  expect(count: number): void;
  match(type: ObjectType, id: ObjectId, projection: Projection): Promise<Outcome<MatchFacts | undefined>>;
  /** Whether an account has this value at a path that accounts are matched by, or that is to be unique. */
  holds(type: ObjectType, path: string, value: string): Promise<Outcome<boolean>>;
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

/** Accounts by their value at one path of the mapping that accounts are matched by, or that is to be unique. */
type Find = (type: ObjectType, path: string, value: string) => Promise<Outcome<readonly Listed[]>>;

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
      const match = await matchObject(find.value, claims, object);
      const isFound = match.ok && match.value !== undefined && match.value.kind !== "none";
      if (!match.ok || isFound) return match;
      return { ok: true, value: (await matchTaken(context, claims, object)) ?? match.value };
    },
    async holds(type, path, value) {
      const find = await openFind();
      const found = find.ok ? await find.value(type, path, value) : find;
      return found.ok ? { ok: true, value: found.value.length > 0 } : found;
    },
  };
}

/** Asks the target for each value. */
function createLookup(context: CycleContext): Find {
  return async (type, path, value) => {
    const found = await context.target.find(type, path, value, context.signal);
    return found.ok ? { ok: true, value: found.value.map((account) => toListed(context, account)) } : found;
  };
}

/** Lists all accounts of the target once, and answers from that list. */
async function listAccounts(context: CycleContext): Promise<Outcome<Find>> {
  const index = new Map<string, Listed[]>();
  for (const type of ["user", "group"] as const) {
    const { matchingPaths, uniquePaths } = context.mappings[type];
    const paths = [...matchingPaths, ...uniquePaths];
    for await (const page of context.target.list(type, context.signal)) {
      if (!page.ok) return page;
      const stopped = findStop(context);
      if (stopped !== undefined) return { ok: false, fault: stopped };
      const by = { type, paths, rules: context.rules };
      for (const account of page.value) addToIndex(index, by, toListed(context, account));
    }
  }
  return {
    ok: true,
    value: async (type, path, value) => ({
      ok: true,
      value: index.get(indexKey(context.rules, type, path, value)) ?? [],
    }),
  };
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
  const keyOf = (path: string, value: string) => indexKey(context.rules, object.type, path, value);
  const held = object.projection.matching.find(({ path, value }) => {
    const shown = listed.current[path];
    return typeof shown === "string" && keyOf(path, shown) === keyOf(path, value);
  });
  return held === undefined ? undefined : toMatch(claims, object, held, listed);
}

async function toMatch(
  claims: AccountClaims,
  { type, id, projection }: Matched,
  { path, value }: Projection["matching"][number],
  listed: Listed,
): Promise<MatchFacts> {
  const account = listed.id;
  const current = alignTypes(listed.current, projection.attributes);
  const owner = await claims.readOwner(type, account);
  const answer = answerFor(claims.answers, id, formatAdoptionSubject(account));
  return { kind: "one", path, value, account, current, owner, answer };
}

async function matchObject(
  find: Find,
  claims: AccountClaims,
  object: Matched,
): Promise<Outcome<MatchFacts | undefined>> {
  const { type, projection } = object;
  for (const { path, value } of projection.matching) {
    const found = await find(type, path, value);
    if (!found.ok) return found;
    const [first] = found.value;
    if (first === undefined) continue;
    const count = found.value.length;
    if (count > 1) return { ok: true, value: { kind: "several", path, value, count } };
    return { ok: true, value: await toMatch(claims, object, { path, value }, first) };
  }
  const [first] = projection.matching;
  const none =
    first === undefined ? undefined : { kind: "none" as const, path: first.path, value: first.value };
  return { ok: true, value: none };
}

/** The paths by which accounts of a type are found. */
interface IndexedPaths {
  readonly type: ObjectType;
  readonly paths: readonly string[];
  readonly rules: AccountRules;
}

function addToIndex(
  index: Map<string, Listed[]>,
  { type, paths, rules }: IndexedPaths,
  listed: Listed,
): void {
  for (const path of paths) {
    const value = listed.current[path];
    if (typeof value !== "string" && typeof value !== "number") continue;
    const key = indexKey(rules, type, path, String(value));
    index.set(key, [...(index.get(key) ?? []), listed]);
  }
}

// The separator cannot stand in a folded value or a path.
function indexKey({ caseExact }: AccountRules, type: ObjectType, path: string, value: string): string {
  return `${type}\n${path}\n${foldKey(value, caseExact.includes(path))}`;
}

function toListed(context: CycleContext, account: Account): Listed {
  const paths = context.mappings[account.type].paths;
  return { id: account.id, current: flattenAccount(paths, account.attributes) };
}
