import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { z } from "zod";
import type { ApplicationShape } from "../../../../src/contract/applications.ts";
import { statusRoutes } from "../../../../src/contract/status.ts";
import { keys } from "../../api/keys.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import { EmptyState } from "../../states/empty-state.tsx";
import { QueryView } from "../../states/query-view.tsx";
import { ApplicationCard, needsAttention } from "./application-card.tsx";

type Status = z.output<typeof statusRoutes.status.response>;

/** The applications of the organization: those that need a person come first. */
export function OverviewPage() {
  const { t } = useTexts("overview", "common");
  const { client } = useConsole();
  const org = useOrganization();
  const may = useMay();
  const query = useQuery({
    queryKey: keys.overview(org),
    queryFn: ({ signal }) => client.call(statusRoutes.status, { signal }),
    enabled: may("organization:read"),
    refetchInterval: 15_000,
  });
  return (
    <Page title={t("common:page.overview")} permission="organization:read">
      <QueryView query={query}>{(status) => <Overview status={status} />}</QueryView>
    </Page>
  );
}

function Overview({ status }: { readonly status: Status }) {
  const { t } = useTexts("overview");
  const { number } = useFormat();
  const org = useOrganization();
  const organization = status.organizations.find(({ orgId }) => orgId === org);
  if (organization === undefined) return null;
  const { users, groups, applications } = organization;
  return (
    <>
      <ul className="figures">
        <li>
          <Link to="/organizations/$org/users" params={{ org }}>
            {t("users", { count: users, shown: number(users) })}
          </Link>
        </li>
        <li>
          <Link to="/organizations/$org/groups" params={{ org }}>
            {t("groups", { count: groups, shown: number(groups) })}
          </Link>
        </li>
      </ul>
      <h2 className="section-title">{t("applications")}</h2>
      {applications.length === 0 ? (
        <EmptyState heading={t("empty.heading")} text={t("empty.text")} />
      ) : (
        <ul className="cards">
          {sorted(applications).map((application) => (
            <ApplicationCard key={application.appId} application={application} />
          ))}
        </ul>
      )}
    </>
  );
}

function sorted(applications: readonly ApplicationShape[]): readonly ApplicationShape[] {
  const rank = (application: ApplicationShape) => (needsAttention(application) ? 0 : 1);
  return [...applications].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}
