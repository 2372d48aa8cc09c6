import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useId } from "react";
import { organizationRoutes } from "../../../src/contract/organizations.ts";
import { keys } from "../api/keys.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { useConsole } from "./console-context.ts";

/** Stands for the list in which all organizations are searched; ids have another form. */
const ALL = "all";

/** Switches to another organization. Where there are more than the session lists, the last choice leads to a search. */
export function OrganizationSwitch({ org }: { readonly org: string }) {
  const { t } = useTexts();
  const id = useId();
  const navigate = useNavigate();
  const { client, session } = useConsole();
  const { organizations, hasMoreOrganizations } = session;
  const isListed = organizations.some(({ orgId }) => orgId === org);
  const query = { search: org, limit: 1 };
  const { data } = useQuery({
    queryKey: keys.organizations(query),
    queryFn: ({ signal }) => client.call(organizationRoutes.listOrganizations, { query, signal }),
    enabled: !isListed,
  });
  const name = data?.items.find(({ orgId }) => orgId === org)?.name;
  function open(chosen: string) {
    if (chosen === ALL) void navigate({ to: "/instance/organizations" });
    else void navigate({ to: "/organizations/$org", params: { org: chosen } });
  }
  return (
    <div className="side-organization">
      <label htmlFor={id} className="side-heading">
        {t("organization")}
      </label>
      <select id={id} value={org} onChange={({ target }) => open(target.value)}>
        {!isListed && (
          <option value={org} translate={name === undefined ? undefined : "no"}>
            {name ?? t("organization.other")}
          </option>
        )}
        {organizations.map(({ orgId, name }) => (
          <option key={orgId} value={orgId} translate="no">
            {name}
          </option>
        ))}
        {hasMoreOrganizations && <option value={ALL}>{t("organization.all")}</option>}
      </select>
    </div>
  );
}
