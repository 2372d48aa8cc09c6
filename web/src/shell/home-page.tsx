import { Navigate } from "@tanstack/react-router";
import { useTexts } from "../i18n/use-texts.ts";
import { EmptyState } from "../states/empty-state.tsx";
import { read } from "../storage.ts";
import { useConsole } from "./console-context.ts";

/** The organization that was open last on this device. */
export const LAST_ORGANIZATION = "muster.organization";

/** Leads to the organization that was open last, or to the first one. */
export function HomePage() {
  const { t } = useTexts();
  const { organizations } = useConsole().session;
  const last = read(LAST_ORGANIZATION);
  const chosen = organizations.find(({ orgId }) => orgId === last) ?? organizations[0];
  if (chosen !== undefined) {
    return <Navigate to="/organizations/$org" params={{ org: chosen.orgId }} replace />;
  }
  return (
    <main className="lone-page">
      <EmptyState level={1} heading={t("no-organization.heading")} text={t("no-organization.text")} />
    </main>
  );
}
