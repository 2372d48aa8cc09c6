import { useTexts } from "../../i18n/use-texts.ts";
import { Panel } from "../../objects/panel.tsx";
import { CreateProvider } from "../identity-providers/create-provider.tsx";
import { ProviderList } from "../identity-providers/provider-list.tsx";

/** The providers that persons of any organization sign in with. */
export function InstanceProviders() {
  const { t } = useTexts("organizations", "identity-providers");
  return (
    <Panel
      isWide
      heading={t("providers")}
      text={t("providers.text")}
      actions={<CreateProvider org={undefined} />}
    >
      <ProviderList org={undefined} mayWrite />
    </Panel>
  );
}
