import type { OrgId } from "../../core/ids.ts";
import type { TokenRow } from "../../ports/tables.ts";
import type { Deps } from "../deps.ts";

const TOKENS_MAX = 10_000;

/** The tokens of an organization, newest last, revoked and expired ones too. */
export function listTokens(deps: Deps, org: OrgId): Promise<readonly TokenRow[]> {
  return deps.store.page("token", { where: { org }, limit: TOKENS_MAX });
}
