import type { z } from "zod";
import type { accountLinkRoutes } from "../../../../../src/contract/account-links.ts";
import type { ListAddress } from "../../../lists/use-list-address.ts";

/** The route of the page. */
export const LINKS = "/organizations/$org/applications/$app/links";

/** A page of links, as the API is asked for it. */
export type LinkQuery = z.input<typeof accountLinkRoutes.listLinks.query>;

/** The conditions of the address for the API. */
export function toLinkQuery({ search, provenance, reach }: ListAddress): LinkQuery {
  return { find: search, provenance, scope: reach };
}

/** True when the address has a condition, so that an empty list means that nothing matches. */
export function isLinkFiltered(address: ListAddress): boolean {
  return Object.values(toLinkQuery(address)).some((value) => value !== undefined);
}
