import { gatherOrganization } from "../../../../src/files/gather-documents.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import { readsOf } from "./configuration-calls.ts";
import { ExportConfiguration } from "./export-configuration.tsx";
import { ImportConfiguration } from "./import-configuration.tsx";
import "../../objects/provisioning.css";

/** The organization and its applications as a file. */
export function ConfigurationPage() {
  const { t } = useTexts("configuration", "common");
  const { client, session } = useConsole();
  const may = useMay();
  const org = useOrganization();
  const name = session.organizations.find(({ orgId }) => orgId === org)?.name ?? "";
  return (
    <Page title={t("common:page.configuration")} intro={t("intro")} permission="organization:read">
      <div className="provisioning-parts">
        <ExportConfiguration name={name} read={() => gatherOrganization(readsOf(client), org)} />
        {may("applications:write") && <ImportConfiguration owner={org} />}
      </div>
    </Page>
  );
}
