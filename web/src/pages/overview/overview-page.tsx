import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { z } from "zod";
import { overviewRoutes } from "../../../../src/contract/overview.ts";
import { keys } from "../../api/keys.ts";
import { useRefresh } from "../../api/live.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { NewApplication } from "../../objects/new-application.tsx";
import { Time } from "../../objects/time.tsx";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import { EmptyState } from "../../states/empty-state.tsx";
import { QueryView } from "../../states/query-view.tsx";
import { ApplicationCard } from "./application-card.tsx";

type OverviewShape = z.output<typeof overviewRoutes.showOverview.response>;

/** The organization at a glance: applications that need a person come first, in the order of the server. */
export function OverviewPage() {
  const { t } = useTexts("overview", "common");
  const { client } = useConsole();
  const org = useOrganization();
  const may = useMay();
  const query = useQuery({
    queryKey: keys.overview(org),
    queryFn: ({ signal }) => client.call(overviewRoutes.showOverview, { params: { org }, signal }),
    enabled: may("provisioning:read"),
    refetchInterval: useRefresh(),
  });
  return (
    <Page title={t("common:page.overview")} permission="provisioning:read">
      <QueryView query={query}>{(overview) => <Overview overview={overview} />}</QueryView>
    </Page>
  );
}

function Overview({ overview }: { readonly overview: OverviewShape }) {
  const { t } = useTexts("overview");
  const { number } = useFormat();
  const org = useOrganization();
  const { users, groups, applications, expiring } = overview;
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
      {expiring.length > 0 && <ExpiringTokens tokens={expiring} />}
      <h2 className="section-title">{t("applications")}</h2>
      {applications.length === 0 ? (
        <EmptyState heading={t("empty.heading")} text={t("empty.text")} action={<NewApplication />} />
      ) : (
        <ul className="cards">
          {applications.map((application) => (
            <ApplicationCard key={application.appId} application={application} />
          ))}
        </ul>
      )}
    </>
  );
}

function ExpiringTokens({ tokens }: { readonly tokens: OverviewShape["expiring"] }) {
  const { t } = useTexts("overview");
  return (
    <section className="panel expiring">
      <h2>{t("expiring")}</h2>
      <ul className="names">
        {tokens.map(({ tokenId, name, expiresAt }) => (
          <li key={tokenId}>
            <span translate="no">{name}</span> · <Time at={expiresAt} />
          </li>
        ))}
      </ul>
    </section>
  );
}
