import { useTexts } from "../../i18n/use-texts.ts";
import { useMay, useOrganization } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import { CreateProvider } from "./create-provider.tsx";
import { ProviderList } from "./provider-list.tsx";

/** The OpenID providers that persons of the organization sign in with. */
export function IdentityProvidersPage() {
  const { t } = useTexts("identity-providers", "common");
  const org = useOrganization();
  const may = useMay();
  return (
    <Page
      title={t("common:page.identity-providers")}
      intro={t("intro")}
      actions={may("organization:write") && <CreateProvider org={org} />}
      permission="organization:read"
    >
      <ProviderList org={org} mayWrite={may("organization:write")} />
    </Page>
  );
}
