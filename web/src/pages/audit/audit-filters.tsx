import Button from "@cloudscape-design/components/button";
import { useSearch } from "@tanstack/react-router";
import { useId } from "react";
import { AUDIT_CATEGORIES } from "../../../../src/contract/audit.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useListAddress } from "../../lists/use-list-address.ts";
import { useConsole } from "../../shell/console-context.ts";
import { AUDIT } from "./audit-search.ts";

/** Which entries the trail shows; actor, activity and object are chosen in the rows. */
export function AuditFilters() {
  const { t } = useTexts("audit");
  const id = useId();
  const address = useSearch({ from: AUDIT });
  const { change } = useListAddress(address);
  const isInstance = useConsole().session.instance.includes("instance");
  const { trail, category, activity, actor, target } = address;
  const chosen = [
    [t("filter.activity"), activity],
    [t("filter.actor"), actor],
    [t("filter.target"), target],
  ].filter(([, value]) => value !== undefined);
  return (
    <>
      {isInstance && (
        <span className="filter">
          <label htmlFor={`${id}-trail`}>{t("filter.trail")}</label>
          <select
            id={`${id}-trail`}
            value={trail ?? ""}
            onChange={({ target: { value } }) =>
              change({ trail: value === "instance" ? "instance" : undefined })
            }
          >
            <option value="">{t("trail.organization")}</option>
            <option value="instance">{t("trail.instance")}</option>
          </select>
        </span>
      )}
      <span className="filter">
        <label htmlFor={`${id}-category`}>{t("filter.category")}</label>
        <select
          id={`${id}-category`}
          value={category ?? ""}
          onChange={({ target: { value } }) => change({ category: value === "" ? undefined : value })}
        >
          <option value="">{t("filter.category.all")}</option>
          {AUDIT_CATEGORIES.map((each) => (
            <option key={each} value={each}>
              {t(`category.${each}`)}
            </option>
          ))}
        </select>
      </span>
      <DayFilter name="since" label={t("filter.since")} />
      <DayFilter name="until" label={t("filter.until")} />
      {chosen.length > 0 && (
        <span className="filter">
          {chosen.map(([name, value]) => (
            <span key={name} className="tag">
              {name} <code translate="no">{value}</code>
            </span>
          ))}
          <Button
            variant="inline-link"
            onClick={() => change({ activity: undefined, actor: undefined, target: undefined })}
          >
            {t("filter.clear")}
          </Button>
        </span>
      )}
    </>
  );
}

function DayFilter({ name, label }: { readonly name: "since" | "until"; readonly label: string }) {
  const id = useId();
  const address = useSearch({ from: AUDIT });
  const { change } = useListAddress(address);
  return (
    <span className="filter">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="date"
        className="day"
        value={address[name] ?? ""}
        onChange={({ target: { value } }) => change({ [name]: value === "" ? undefined : value })}
      />
    </span>
  );
}
