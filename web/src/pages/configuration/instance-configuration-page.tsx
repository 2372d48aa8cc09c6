import { gatherInstallation } from "../../../../src/files/gather-documents.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import { readsOf } from "./configuration-calls.ts";
import { ExportConfiguration } from "./export-configuration.tsx";
import { ImportConfiguration } from "./import-configuration.tsx";
import "../../objects/provisioning.css";

/** All organizations with their applications as a file. */
export function InstanceConfigurationPage() {
  const { t } = useTexts("configuration", "common");
  const { client } = useConsole();
  return (
    <Page title={t("common:page.instance-configuration")} intro={t("intro.instance")} permission="instance">
      <div className="provisioning-parts">
        <ExportConfiguration name="installation" read={() => gatherInstallation(readsOf(client))} />
        <ImportConfiguration owner={undefined} />
      </div>
    </Page>
  );
}
