import { useQuery } from "@tanstack/react-query";
import { organizationRoutes } from "../../../../src/contract/organizations.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { CopyButton } from "../../objects/copy-button.tsx";
import { useConsole, useOrganization } from "../../shell/console-context.ts";
import { QueryView } from "../../states/query-view.tsx";
import "../../objects/copy.css";

/** The address that SCIM clients of the organization are given, to copy. */
export function ScimAddress() {
  const { t } = useTexts("scim-tokens", "common");
  const { client } = useConsole();
  const org = useOrganization();
  const query = useQuery({
    queryKey: keys.scimAddress(org),
    queryFn: async ({ signal }) => {
      const { items } = await client.call(organizationRoutes.listOrganizations, { signal });
      return items.find(({ orgId }) => orgId === org)?.scimUrl ?? "";
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <section className="panel">
      <h2>{t("address")}</h2>
      <QueryView query={query}>
        {(address) => (
          <p className="copy-line">
            <code translate="no">{address}</code>
            <CopyButton text={address} label={t("common:copy.of", { name: t("address") })} />
          </p>
        )}
      </QueryView>
      <p className="soft">{t("address.help")}</p>
    </section>
  );
}
