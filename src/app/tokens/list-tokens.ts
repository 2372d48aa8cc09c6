import type { OrgId } from "../../core/ids.ts";
import type { TokenRow } from "../../ports/tables.ts";
import type { Deps } from "../deps.ts";
import { readEachPage } from "../paging.ts";

const PAGE = 1_000;

/** Lists the tokens of an organization, newest last, including revoked and expired ones. */
export async function listTokens(deps: Deps, org: OrgId): Promise<readonly TokenRow[]> {
  const tokens: TokenRow[] = [];
  for await (const rows of readEachPage(deps.store, "token", { org }, PAGE)) tokens.push(...rows);
  return tokens;
}
