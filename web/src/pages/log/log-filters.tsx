import Button from "@cloudscape-design/components/button";
import { useSearch } from "@tanstack/react-router";
import { useId } from "react";
import type { ApplicationShape } from "../../../../src/contract/applications.ts";
import { logEntry } from "../../../../src/contract/records.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useListAddress } from "../../lists/use-list-address.ts";

const STATUSES = logEntry.shape.status.options;

interface LogFiltersProps {
  readonly app: string;
  readonly applications: readonly ApplicationShape[];
}

/** Which entries the log shows: those of one application, by outcome, and of one cycle or object that a link chose. */
export function LogFilters({ app, applications }: LogFiltersProps) {
  const { t } = useTexts("log");
  const id = useId();
  const address = useSearch({ from: "/organizations/$org/log" });
  const { change } = useListAddress(address);
  const { status, cycle, object } = address;
  return (
    <>
      <span className="filter">
        <label htmlFor={`${id}-app`}>{t("filter.app")}</label>
        <select
          id={`${id}-app`}
          value={app}
          onChange={({ target }) => change({ app: target.value, cycle: undefined, object: undefined })}
        >
          {applications.map(({ appId, name }) => (
            <option key={appId} value={appId} translate="no">
              {name}
            </option>
          ))}
        </select>
      </span>
      <span className="filter">
        <label htmlFor={`${id}-status`}>{t("filter.status")}</label>
        <select
          id={`${id}-status`}
          value={status ?? ""}
          onChange={({ target }) => change({ status: STATUSES.find((each) => each === target.value) })}
        >
          <option value="">{t("filter.status.all")}</option>
          {STATUSES.map((each) => (
            <option key={each} value={each}>
              {t(`status.${each}`)}
            </option>
          ))}
        </select>
      </span>
      {(cycle !== undefined || object !== undefined) && (
        <span className="filter">
          {cycle !== undefined && <span className="tag">{t("filter.cycle")}</span>}
          {object !== undefined && <span className="tag">{t("filter.object")}</span>}
          <Button variant="inline-link" onClick={() => change({ cycle: undefined, object: undefined })}>
            {t("filter.clear")}
          </Button>
        </span>
      )}
    </>
  );
}
