import { Outlet, useParams } from "@tanstack/react-router";
import type { ApplicationShape } from "../../../../src/contract/applications.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useApplication } from "../../objects/use-application.ts";
import { Page } from "../../shell/page.tsx";
import { QueryView } from "../../states/query-view.tsx";
import { ApplicationState } from "./application-state.tsx";
import { ApplicationTabs, useShownPart } from "./application-tabs.tsx";
import { RestartApplication } from "./restart-application.tsx";
import { ShownApplication } from "./shown-application.ts";
import { MakePlan, RunCycle } from "./start-cycle.tsx";
import { TestConnection } from "./test-connection.tsx";
import "../../objects/provisioning.css";

/** One application: its name and state, what is done with it, and the links to its parts. */
export function ApplicationFrame() {
  const { t } = useTexts("applications", "common");
  const { app } = useParams({ from: "/organizations/$org/applications/$app" });
  const query = useApplication(app);
  const part = useShownPart();
  const { data } = query;
  return (
    <Page
      title={data?.name ?? t("common:page.applications")}
      isName={data !== undefined}
      part={t(`part.${part}`)}
      parent={{ to: "/organizations/$org/applications", text: t("common:page.applications") }}
      badge={data === undefined ? undefined : <ApplicationState application={data} />}
      actions={data === undefined ? undefined : <Actions application={data} />}
      tabs={data === undefined ? undefined : <ApplicationTabs application={data} />}
      permission="applications:read"
    >
      <QueryView query={query}>
        {(application) => (
          <ShownApplication value={application}>
            <Outlet />
          </ShownApplication>
        )}
      </QueryView>
    </Page>
  );
}

function Actions({ application }: { readonly application: ApplicationShape }) {
  return (
    <>
      <TestConnection application={application} variant="normal" />
      <RestartApplication application={application} />
      <RunCycle application={application} variant="normal" />
      <MakePlan application={application} variant="primary" />
    </>
  );
}
