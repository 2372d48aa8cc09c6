import { useTexts } from "../../i18n/use-texts.ts";
import { Panel } from "../../objects/panel.tsx";
import { RetentionTable } from "./retention-table.tsx";

/** How long organizations without limits of their own keep their records. */
export function InstanceRetention() {
  const { t } = useTexts("retention");
  return (
    <Panel isWide heading={t("heading")} text={t("text")}>
      <RetentionTable org={undefined} mayWrite />
    </Panel>
  );
}
