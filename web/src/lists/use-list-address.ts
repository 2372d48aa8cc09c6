import { useLocation, useNavigate } from "@tanstack/react-router";
import type { AccountLinkShape } from "../../../src/contract/account-links.ts";
import type { DecisionShape } from "../../../src/contract/plans.ts";
import type { LogEntry, LogStepShape } from "../../../src/contract/records.ts";

type Verb = DecisionShape["verb"];

/** What of a list stands in its address. */
export interface ListAddress {
  readonly after?: string | undefined;
  readonly size?: 50 | 100 | undefined;
  readonly search?: string | undefined;
  readonly state?: "active" | "inactive" | undefined;
  readonly verb?: Verb | undefined;
  /** The place of the only decision of a plan that is shown. */
  readonly decision?: number | undefined;
  readonly status?: LogEntry["status"] | undefined;
  /** The step that the entries of the log ended at. */
  readonly endedAt?: LogStepShape["type"] | undefined;
  readonly app?: string | undefined;
  readonly cycle?: string | undefined;
  readonly object?: string | undefined;
  readonly token?: string | undefined;
  readonly httpStatus?: number | undefined;
  readonly trail?: "instance" | undefined;
  readonly service?: string | undefined;
  readonly category?: string | undefined;
  readonly activity?: string | undefined;
  readonly actor?: string | undefined;
  readonly code?: string | undefined;
  /** The only entry of the audit trail that is shown, or the tracking id of the only answer. */
  readonly entry?: string | undefined;
  readonly target?: string | undefined;
  /** The step whose exchanges are shown. */
  readonly step?: string | undefined;
  readonly failed?: true | undefined;
  /** The first and the last day of a part of the log. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  /** How links came to be, and whether their objects are in scope. */
  readonly provenance?: AccountLinkShape["provenance"] | undefined;
  readonly reach?: AccountLinkShape["scope"] | undefined;
  readonly order?: "name" | undefined;
  readonly descending?: true | undefined;
}

/** The number of rows of a page, unless the address has another. */
export const DEFAULT_SIZE = 25;

interface Moves {
  /** The number of the page; undefined for one that was opened by its address. */
  readonly number: number | undefined;
  /** Shows the list with other properties, from its first page. A search that is typed replaces the last address. */
  change(properties: Omit<ListAddress, "after">): void;
  first(): void;
  previous(): void;
  next(cursor: string): void;
}

/**
 * Moves through a list by its address, so that a page can be sent to a colleague. Cursors lead forwards alone; those of
 * the pages before are kept in the history of the browser.
 */
export function useListAddress(address: ListAddress): Moves {
  const navigate = useNavigate();
  const { trail = [] } = useLocation({ select: ({ state }) => state });
  const { after } = address;
  const go = (
    search: ListAddress,
    more: { readonly trail?: readonly string[]; readonly replace?: boolean },
  ) =>
    void navigate({
      to: ".",
      search: search as never,
      state: (state) => ({ ...state, trail: more.trail ?? [] }),
      replace: more.replace ?? false,
    });
  return {
    number: after === undefined ? 1 : trail.length === 0 ? undefined : trail.length + 1,
    change: (properties) => go({ ...address, ...properties, after: undefined }, { replace: true }),
    first: () => go({ ...address, after: undefined }, {}),
    previous: () => go({ ...address, after: trail.at(-1) || undefined }, { trail: trail.slice(0, -1) }),
    next: (cursor) => go({ ...address, after: cursor }, { trail: [...trail, after ?? ""] }),
  };
}

/** The page of a list that the address stands for, as the API is asked for it. */
export function toListQuery<Address extends ListAddress>({ size, descending, ...rest }: Address) {
  return {
    ...rest,
    limit: size ?? DEFAULT_SIZE,
    descending: descending === true ? ("true" as const) : undefined,
  };
}
