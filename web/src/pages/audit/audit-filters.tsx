import Button from "@cloudscape-design/components/button";
import { useSearch } from "@tanstack/react-router";
import { useId } from "react";
import { AUDIT_CATEGORIES, AUDIT_SERVICES } from "../../../../src/contract/audit.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useListAddress } from "../../lists/use-list-address.ts";
import { useConsole } from "../../shell/console-context.ts";
import { AUDIT } from "./audit-search.ts";

/** Which entries the trail shows; actor, activity and object are chosen in the rows. */
export function AuditFilters() {
  const { t } = useTexts("audit");
  const address = useSearch({ from: AUDIT });
  const { change } = useListAddress(address);
  const isInstance = useConsole().session.instance.includes("instance");
  const { entry, activity, actor, target } = address;
  const chosen = [
    [t("filter.entry"), entry],
    [t("filter.activity"), activity],
    [t("filter.actor"), actor],
    [t("filter.target"), target],
  ].filter(([, value]) => value !== undefined);
  return (
    <>
      {isInstance && (
        <ChoiceFilter
          name="trail"
          label={t("filter.trail")}
          all={t("trail.organization")}
          options={[["instance", t("trail.instance")]]}
        />
      )}
      <ChoiceFilter
        name="service"
        label={t("filter.service")}
        all={t("filter.service.all")}
        options={AUDIT_SERVICES.map((each) => [each, t(`service.${each}`)])}
      />
      <ChoiceFilter
        name="category"
        label={t("filter.category")}
        all={t("filter.category.all")}
        options={AUDIT_CATEGORIES.map((each) => [each, t(`category.${each}`)])}
      />
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
            onClick={() =>
              change({ entry: undefined, activity: undefined, actor: undefined, target: undefined })
            }
          >
            {t("filter.clear")}
          </Button>
        </span>
      )}
    </>
  );
}

interface Choice {
  readonly name: "trail" | "service" | "category";
  readonly label: string;
  /** The text of the choice that stands for no condition. */
  readonly all: string;
  readonly options: readonly (readonly [value: string, text: string])[];
}

function ChoiceFilter({ name, label, all, options }: Choice) {
  const id = useId();
  const address = useSearch({ from: AUDIT });
  const { change } = useListAddress(address);
  return (
    <span className="filter">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={address[name] ?? ""}
        onChange={({ target: { value } }) => change({ [name]: value === "" ? undefined : value })}
      >
        <option value="">{all}</option>
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </span>
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
