import { createContext, useContext } from "react";
import type { Permission } from "../../../src/contract/route.ts";
import type { SignedInSession } from "../../../src/contract/sign-in.ts";
import type { ApiClient } from "../api/client.ts";

/** What every page works with: the client of the API and the session that was read when the console started. */
export interface ConsoleParts {
  readonly client: ApiClient;
  readonly session: SignedInSession;
  /** Shows another state of the session, as the server answered it: after a change of the own account. */
  renewSession(session: SignedInSession): void;
  /** Ends the session and shows the sign-in page. */
  signOut(): Promise<void>;
}

export const ConsoleContext = createContext<ConsoleParts | undefined>(undefined);

export function useConsole(): ConsoleParts {
  const parts = useContext(ConsoleContext);
  if (parts === undefined) throw new Error("outside of the console");
  return parts;
}

/** The organization of the page from its address, or the one that was open last; undefined for a person without any. */
export const OrganizationContext = createContext<string | undefined>(undefined);

export function useOrganization(): string {
  const org = useContext(OrganizationContext);
  if (org === undefined) throw new Error("outside of an organization");
  return org;
}

/** The organization of the page, where a page may have none. */
export function useAnyOrganization(): string | undefined {
  return useContext(OrganizationContext);
}

/** True for a permission that the session has in the page's organization, or in the whole installation. */
export function useMay(): (permission: Permission) => boolean {
  const { session } = useConsole();
  const org = useAnyOrganization();
  return (permission) => isAllowed(session, org, permission);
}

/** True for a permission that the session has in an organization, or in the whole installation. */
export function isAllowed(
  session: SignedInSession,
  org: string | undefined,
  permission: Permission,
): boolean {
  const own = session.organizations.find(({ orgId }) => orgId === org)?.permissions ?? [];
  return own.includes(permission) || session.instance.includes(permission);
}
