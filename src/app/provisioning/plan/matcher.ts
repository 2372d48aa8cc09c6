import { type AccountId, type ObjectId, trustId } from "../../../core/ids.ts";
import { alignTypes } from "../../../core/mapping/flat.ts";
import { listSearches, type MatchKey } from "../../../core/mapping/match-key.ts";
import type { Projection } from "../../../core/mapping/project.ts";
import type { AccountOwner, Candidate, MatchAnswer, MatchFacts } from "../../../core/provisioning/facts.ts";
import type { Outcome } from "../../../core/provisioning/fault.ts";
import type { Answers } from "../../../core/provisioning/hold-answer.ts";
import { readChosenAccount, readMatchAnswer } from "../../../core/provisioning/match-answer.ts";
import { holdsSearch } from "../../../core/provisioning/match-index.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { Account } from "../../../ports/target.ts";
import type { CycleContext } from "../context.ts";
import {
  createListing,
  createLookup,
  type Find,
  listAccounts,
  type MatchableAccount,
} from "./find-accounts.ts";

/** Finds the accounts that unlinked objects may already have. */
export interface Matcher {
  /** Announces how many objects are matched next, so that many are matched by one listing from the start. */
  expect(count: number): void;
  match(type: ObjectType, id: ObjectId, projection: Projection): Promise<Outcome<MatchFacts | undefined>>;
  /** The account of a leaver whose link ended: the one that it named, or one that matches. */
  matchLost(id: ObjectId, lost: LostAccount): Promise<Outcome<MatchFacts | undefined>>;
  /** The subject of the answer that a person gave about the object. */
  readSubject(id: ObjectId): string | undefined;
  /** The accounts that have this value at a path that accounts are matched by, or that is to be unique. */
  find(type: ObjectType, path: string, value: string): Promise<Outcome<readonly AccountId[]>>;
}

/** The account that an ended link named, and the user: the name, and the mapping where it is evaluated. */
interface LostAccount {
  readonly account: AccountId;
  readonly name: string;
  readonly projection: Projection | undefined;
}

/** What is known about the owners of accounts, and about people's answers to earlier holds. */
export interface AccountClaims {
  readOwner(type: ObjectType, account: AccountId): Promise<AccountOwner | undefined>;
  readonly answers: Answers;
  /** The account that an earlier attempt of this object was refused for, although searches do not show it. */
  readTaken(type: ObjectType, id: ObjectId): Promise<Account | undefined>;
  /** True if a person unlinked the object from this account. */
  isUnlinkedFrom(id: ObjectId, account: AccountId): Promise<boolean>;
}

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
      const chosen = await matchChosen(context, claims, object);
      if (!chosen.ok || chosen.value !== undefined) return chosen;
      const find = await openFind();
      if (!find.ok) return find;
      const match = await matchObject(context, find.value, claims, object);
      const isFound = match.ok && match.value !== undefined && match.value.kind !== "none";
      if (!match.ok || isFound) return match;
      return { ok: true, value: (await matchTaken(context, claims, object)) ?? match.value };
    },
    async matchLost(id, lost) {
      const read = await context.target.read("user", lost.account, context.signal);
      if (!read.ok && read.fault.kind !== "not-found") return read;
      const listed = read.ok ? createListing(context)(read.value) : undefined;
      const search = listed && findHeldSearch(context, lost, listed);
      if (listed === undefined || search === undefined)
        return lost.projection === undefined ? NO_MATCH : this.match("user", id, lost.projection);
      const object = { type: "user", id } as const;
      return { ok: true, value: await toMatch(claims, object, { search, listed, isChosen: true }) };
    },
    readSubject: (id) => claims.answers.get(id)?.subject,
    async find(type, path, value) {
      const find = await openFind();
      const found = find.ok ? await find.value(type, { path, value }) : find;
      return found.ok ? { ok: true, value: found.value.map(({ id }) => id) } : found;
    },
  };
}

/**
 * The search that the account of the former link holds. Without one the id belongs to another account today, as after
 * a move to another target. A deleted user is compared by name, because its mapping is not evaluated.
 */
function findHeldSearch(
  { rules }: CycleContext,
  { projection, name }: LostAccount,
  { current }: MatchableAccount,
): MatchKey | undefined {
  const byName = { path: rules.naturalKey.user, value: name };
  const searches = projection === undefined ? [byName] : listSearches(projection.matching);
  return searches.find((search) => holdsSearch(rules, current, search));
}

const NO_MATCH: Outcome<undefined> = { ok: true, value: undefined };

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
  const listed = createListing(context)(taken);
  const searches = listSearches(object.projection.matching);
  const held = searches.find((search) => holdsSearch(context.rules, listed.current, search));
  return held === undefined ? undefined : toMatch(claims, object, { search: held, listed });
}

async function toMatch(
  claims: AccountClaims,
  { type, id, projection }: Pick<Matched, "type" | "id"> & Partial<Pick<Matched, "projection">>,
  {
    search,
    listed,
    isChosen = false,
  }: { readonly search: MatchKey; readonly listed: MatchableAccount; readonly isChosen?: boolean },
): Promise<MatchFacts> {
  const account = listed.id;
  const current = alignTypes(listed.current, projection?.attributes ?? {});
  const owner = await claims.readOwner(type, account);
  const given = isChosen ? "adopt" : readMatchAnswer(claims.answers.get(id), [account])?.answer;
  const answer = given ?? ((await claims.isUnlinkedFrom(id, account)) ? "reject" : undefined);
  return { ...search, kind: "one", account, current, owner, answer, isPrivileged: listed.isPrivileged };
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
    const value =
      found.value.length > 1
        ? await toMatches(claims, object, { search, found: found.value, naturalKey: rules.naturalKey[type] })
        : await toMatch(claims, object, { search, listed: first });
    return { ok: true, value };
  }
  const [first] = searches;
  if (first === undefined) return { ok: true, value: undefined };
  const answer = leaveAdoption(readMatchAnswer(claims.answers.get(object.id), []));
  return { ok: true, value: { ...first, kind: "none", answer } };
}

/** As many accounts as a person chooses among; a search that finds more is to be made more exact. */
const FOUND_MAX = 50;

/** Several accounts, or the one of them that a person chose. */
async function toMatches(
  claims: AccountClaims,
  object: Matched,
  {
    search,
    found,
    naturalKey,
  }: { readonly search: MatchKey; readonly found: readonly MatchableAccount[]; readonly naturalKey: string },
): Promise<MatchFacts> {
  const shown = found.slice(0, FOUND_MAX);
  const given = readMatchAnswer(
    claims.answers.get(object.id),
    shown.map(({ id }) => id),
  );
  const chosen = shown.find(({ id }) => id === given?.account);
  if (chosen !== undefined) return toMatch(claims, object, { search, listed: chosen, isChosen: true });
  const candidates = shown.map((listed) => toCandidate(listed, naturalKey));
  return { ...search, kind: "several", count: found.length, candidates, answer: leaveAdoption(given) };
}

/** The answer where there is no single account to adopt. */
function leaveAdoption(
  given: { readonly answer: MatchAnswer } | undefined,
): Exclude<MatchAnswer, "adopt"> | undefined {
  return given?.answer === "adopt" ? undefined : given?.answer;
}

/** The account that a person chose for the object, although matching does not find it; undefined once it is gone. */
async function matchChosen(
  context: CycleContext,
  claims: AccountClaims,
  object: Matched,
): Promise<Outcome<MatchFacts | undefined>> {
  const chosen = readChosenAccount(claims.answers.get(object.id));
  const [search] = listSearches(object.projection.matching);
  if (chosen === undefined || search === undefined) return { ok: true, value: undefined };
  const read = await context.target.read(object.type, trustId<AccountId>(chosen), context.signal);
  if (!read.ok) return read.fault.kind === "not-found" ? { ok: true, value: undefined } : read;
  const listed = createListing(context)(read.value);
  return { ok: true, value: await toMatch(claims, object, { search, listed, isChosen: true }) };
}

function toCandidate({ id, current }: MatchableAccount, naturalKey: string): Candidate {
  const name = current[naturalKey];
  return { account: id, name: typeof name === "string" ? name : null };
}
