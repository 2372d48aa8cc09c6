import { useNavigate } from "@tanstack/react-router";
import { useId } from "react";
import { useTexts } from "../i18n/use-texts.ts";
import { useConsole } from "./console-context.ts";

/** Stands for the list in which all organizations are searched; ids have another form. */
const ALL = "all";

/** Switches to another organization. Where there are more than the session lists, the last choice leads to a search. */
export function OrganizationSwitch({ org }: { readonly org: string }) {
  const { t } = useTexts();
  const id = useId();
  const navigate = useNavigate();
  const { organizations, hasMoreOrganizations } = useConsole().session;
  const isListed = organizations.some(({ orgId }) => orgId === org);
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
        {!isListed && <option value={org}>{t("organization.other")}</option>}
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
