import { useTexts } from "../../i18n/use-texts.ts";
import { useMay, useOrganization } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import { RetentionTable } from "./retention-table.tsx";

/** How long the organization keeps its records. */
export function RetentionPage() {
  const { t } = useTexts("retention", "common");
  const org = useOrganization();
  const may = useMay();
  return (
    <Page title={t("common:page.retention")} intro={t("intro")} permission="organization:read">
      <RetentionTable org={org} mayWrite={may("organization:write")} />
    </Page>
  );
}
