import type { AccountId } from "../../../core/ids.ts";
import { type FlatAttributes, flattenAccount } from "../../../core/mapping/flat.ts";
import type { CompiledMapping } from "../../../core/mapping/mapping.ts";
import type { MatchKey } from "../../../core/mapping/match-key.ts";
import type { Outcome } from "../../../core/provisioning/fault.ts";
import { MatchIndex } from "../../../core/provisioning/match-index.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { Account } from "../../../ports/target.ts";
import { type CycleContext, findStop } from "../context.ts";
import { createPrivilegedTest } from "../privileged-accounts.ts";

/** A listed account, with no more of it than matching and adopting need. */
export interface MatchableAccount {
  readonly id: AccountId;
  readonly current: FlatAttributes;
  readonly isPrivileged: boolean;
}

/** Accounts that hold the values of a search. */
export type Find = (type: ObjectType, search: MatchKey) => Promise<Outcome<readonly MatchableAccount[]>>;

/** Sends each search to the target. */
export function createLookup(context: CycleContext): Find {
  const toListed = createListing(context);
  return async (type, search) => {
    const found = await context.target.find(type, search, context.signal);
    return found.ok ? { ok: true, value: found.value.map(toListed) } : found;
  };
}

/** Lists all accounts of the target once, and answers from that list. */
export async function listAccounts(context: CycleContext): Promise<Outcome<Find>> {
  const { mappings, rules } = context;
  const index = {
    user: new MatchIndex<MatchableAccount>(rules, listIndexedPaths(mappings.user)),
    group: new MatchIndex<MatchableAccount>(rules, listIndexedPaths(mappings.group)),
  };
  const toListed = createListing(context);
  for (const type of ["user", "group"] as const) {
    for await (const page of context.target.list(type, context.signal)) {
      if (!page.ok) return page;
      const stopped = findStop(context);
      if (stopped !== undefined) return { ok: false, fault: stopped };
      for (const account of page.value) {
        const listed = toListed(account);
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

/** A function that keeps what matching needs of an account. */
export function createListing(context: CycleContext): (account: Account) => MatchableAccount {
  const isPrivileged = createPrivilegedTest(context);
  return (account) => ({
    id: account.id,
    current: flattenAccount(context.mappings[account.type].paths, account.attributes),
    isPrivileged: isPrivileged(account),
  });
}
