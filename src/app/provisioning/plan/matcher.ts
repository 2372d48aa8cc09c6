import type { AccountId, ObjectId } from "../../../core/ids.ts";
import { type FlatAttributes, flattenAccount, likenFlat } from "../../../core/mapping/flat.ts";
import type { Projection } from "../../../core/mapping/project.ts";
import type { AccountRules } from "../../../core/provisioning/account-rules.ts";
import type { MatchFacts } from "../../../core/provisioning/decide.ts";
import type { Outcome } from "../../../core/provisioning/fault.ts";
import { foldKey } from "../../../core/scim/index/keys.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { LinkRow } from "../../../ports/tables.ts";
import type { Account } from "../../../ports/target.ts";
import type { CycleContext } from "../context.ts";

/** Finds the accounts that unlinked objects may already have. */
export interface Matcher {
  match(type: ObjectType, projection: Projection): Promise<Outcome<MatchFacts | undefined>>;
}

/** A listed account, with no more of it than matching and adopting need. */
interface Listed {
  readonly id: AccountId;
  readonly current: FlatAttributes;
}

/** One question to the target for each object: right while few are unlinked. */
export function createLookupMatcher(context: CycleContext, taken: TakenAccounts): Matcher {
  return {
    async match(type, projection) {
      for (const { path, value } of projection.matching) {
        const found = await context.target.find(type, path, value, context.signal);
        if (!found.ok) return found;
        const listed = found.value.map((account) => toListed(context, account));
        if (listed.length > 0)
          return { ok: true, value: await matchFactsOf({ path, value }, type, listed, taken, projection) };
      }
      return { ok: true, value: reportNoMatch(projection) };
    },
  };
}

/** Lists the target once, so that many unlinked objects need no request of their own. */
export async function createListingMatcher(
  context: CycleContext,
  types: readonly ObjectType[],
  taken: TakenAccounts,
): Promise<Outcome<Matcher>> {
  const index = new Map<string, Listed[]>();
  for (const type of types) {
    const paths = context.mappings[type].matchingPaths;
    for await (const page of context.target.list(type, context.signal)) {
      if (!page.ok) return page;
      const by = { type, paths, rules: context.rules };
      for (const account of page.value) addToIndex(index, by, toListed(context, account));
    }
  }
  const matcher: Matcher = {
    async match(type, projection) {
      for (const { path, value } of projection.matching) {
        const listed = index.get(indexKey(context.rules, type, path, value)) ?? [];
        if (listed.length > 0)
          return { ok: true, value: await matchFactsOf({ path, value }, type, listed, taken, projection) };
      }
      return { ok: true, value: reportNoMatch(projection) };
    },
  };
  return { ok: true, value: matcher };
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
    if (typeof value !== "string") continue;
    const key = indexKey(rules, type, path, value);
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

/** True for the link of somebody who left for good: who comes back as a new object may have the account. */
export async function isReleased({ deps, org }: CycleContext, link: LinkRow): Promise<boolean> {
  if (link.scope === "in") return false;
  const object = await deps.store.get("object", { org, id: link.object });
  return object === undefined || object.deleted !== null;
}

/** Whose account an account is already: by a link, or by an earlier decision of the same plan. */
export interface TakenAccounts {
  owner(type: ObjectType, account: AccountId): Promise<ObjectId | undefined>;
}

async function matchFactsOf(
  { path, value }: { readonly path: string; readonly value: string },
  type: ObjectType,
  listed: readonly Listed[],
  taken: TakenAccounts,
  projection: Projection,
): Promise<MatchFacts> {
  const [first] = listed;
  if (first === undefined || listed.length > 1) return { kind: "several", path, value, count: listed.length };
  const takenBy = await taken.owner(type, first.id);
  return {
    kind: "one",
    path,
    value,
    account: first.id,
    current: likenFlat(first.current, projection.attributes),
    takenBy,
  };
}

function reportNoMatch(projection: Projection): MatchFacts | undefined {
  const [first] = projection.matching;
  return first === undefined ? undefined : { kind: "none", path: first.path, value: first.value };
}
