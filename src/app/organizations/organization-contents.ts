import type { OrgId } from "../../core/ids.ts";
import type { Deps } from "../deps.ts";

/** Tokens that are looked at, at most; no organization comes near. */
const TOKENS_MAX = 10_000;

/** How much an organization holds. */
export interface OrganizationContents {
  /** Users and groups of the directory, with those that were deleted and can be restored. */
  readonly users: number;
  readonly groups: number;
  readonly applications: number;
  /** Accounts of users and groups in the targets of these applications. */
  readonly accounts: number;
  readonly tokens: number;
  readonly webhooks: number;
  /** Persons with a role in the organization. */
  readonly persons: number;
}

/** Counts what goes with an organization, and the accounts that stay in its targets. */
export async function countContents(
  { store, env }: Pick<Deps, "store" | "env">,
  org: OrgId,
): Promise<OrganizationContents> {
  const [users, groups, applications, accounts, webhooks, persons] = await Promise.all([
    store.count("object", { org, type: "user" }),
    store.count("object", { org, type: "group" }),
    store.count("application", { org }),
    store.count("link", { org }),
    store.count("webhook", { org }),
    store.count("person_role", { org }),
  ]);
  const tokens = await store.page("token", { where: { org, revoked: null }, limit: TOKENS_MAX });
  const now = env.now();
  const live = tokens.filter(({ expires }) => expires > now).length;
  return { users, groups, applications, accounts, tokens: live, webhooks, persons };
}
