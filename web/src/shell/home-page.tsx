import { Navigate } from "@tanstack/react-router";
import { useTexts } from "../i18n/use-texts.ts";
import { EmptyState } from "../states/empty-state.tsx";
import { read } from "../storage.ts";
import { useConsole } from "./console-context.ts";

/** The organization that was open last on this device. */
export const LAST_ORGANIZATION = "muster.organization";

/** The organization that was open last, or the first one; undefined for a person without any. */
export function useLastOrganization(): string | undefined {
  const { organizations, hasMoreOrganizations } = useConsole().session;
  const last = read(LAST_ORGANIZATION);
  // Beyond the listed organizations, the last one may be there all the same.
  const isKnown = organizations.some(({ orgId }) => orgId === last);
  return last !== undefined && (isKnown || hasMoreOrganizations) ? last : organizations[0]?.orgId;
}

/** Leads to the organization that was open last, or to the first one. */
export function HomePage() {
  const { t } = useTexts();
  const org = useLastOrganization();
  if (org !== undefined) return <Navigate to="/organizations/$org" params={{ org }} replace />;
  return (
    <main className="lone-page">
      <EmptyState level={1} heading={t("no-organization.heading")} text={t("no-organization.text")} />
    </main>
  );
}
