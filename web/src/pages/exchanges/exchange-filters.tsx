import Button from "@cloudscape-design/components/button";
import { useSearch } from "@tanstack/react-router";
import { useId } from "react";
import type { ApplicationShape } from "../../../../src/contract/applications.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useListAddress } from "../../lists/use-list-address.ts";
import { ApplicationFilter } from "../../objects/application-filter.tsx";

/** The statuses that a person looks for most. */
const STATUSES = [400, 401, 403, 404, 409, 412, 429, 500, 502, 503] as const;

interface ExchangeFiltersProps {
  readonly app: string;
  readonly applications: readonly ApplicationShape[];
}

/** Which exchanges are shown: those of one application, by their answer, and of what a link chose. */
export function ExchangeFilters({ app, applications }: ExchangeFiltersProps) {
  const { t } = useTexts("exchanges");
  const id = useId();
  const address = useSearch({ from: "/organizations/$org/exchanges" });
  const { change } = useListAddress(address);
  const { failed, httpStatus, cycle, object, step } = address;
  const ofLink = [
    ...(cycle === undefined ? [] : [t("filter.cycle")]),
    ...(object === undefined ? [] : [t("filter.object")]),
    ...(step === undefined ? [] : [t("filter.step")]),
  ];
  const none = { cycle: undefined, object: undefined, step: undefined };
  const statuses =
    httpStatus === undefined || STATUSES.some((each) => each === httpStatus)
      ? STATUSES
      : [httpStatus, ...STATUSES];
  function choose(value: string) {
    change({ failed: value === "failed" ? true : undefined, httpStatus: Number(value) || undefined });
  }
  return (
    <>
      <ApplicationFilter
        app={app}
        applications={applications}
        onChange={(chosen) => change({ app: chosen, ...none })}
      />
      <span className="filter">
        <label htmlFor={id}>{t("filter.answer")}</label>
        <select
          id={id}
          value={httpStatus ?? (failed === true ? "failed" : "")}
          onChange={({ target }) => choose(target.value)}
        >
          <option value="">{t("filter.answer.all")}</option>
          <option value="failed">{t("filter.answer.failed")}</option>
          {statuses.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      </span>
      {ofLink.length > 0 && (
        <span className="filter">
          {ofLink.map((text) => (
            <span key={text} className="tag">
              {text}
            </span>
          ))}
          <Button variant="inline-link" onClick={() => change(none)}>
            {t("filter.clear")}
          </Button>
        </span>
      )}
    </>
  );
}
