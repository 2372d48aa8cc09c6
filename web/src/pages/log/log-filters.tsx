import Button from "@cloudscape-design/components/button";
import { useSearch } from "@tanstack/react-router";
import { useId } from "react";
import type { ApplicationShape } from "../../../../src/contract/applications.ts";
import { logEntry, logStep } from "../../../../src/contract/records.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { SearchBox } from "../../lists/search-box.tsx";
import { useListAddress } from "../../lists/use-list-address.ts";
import { ApplicationFilter } from "../../objects/application-filter.tsx";
import { ExportLog } from "./export-log.tsx";

const STATUSES = logEntry.shape.status.options;
const STEPS = logStep.shape.type.options;

interface LogFiltersProps {
  readonly app: string;
  readonly applications: readonly ApplicationShape[];
}

/** Which entries the log shows: those of one application, by text, outcome and day, and of one cycle or object that a link chose. */
export function LogFilters({ app, applications }: LogFiltersProps) {
  const { t } = useTexts("log");
  const address = useSearch({ from: "/organizations/$org/log" });
  const { change } = useListAddress(address);
  const { cycle, object, search } = address;
  return (
    <>
      <SearchBox
        label={t("search")}
        placeholder={t("search.placeholder")}
        value={search}
        onChange={(text) => change({ search: text })}
      />
      <ApplicationFilter
        app={app}
        applications={applications}
        onChange={(chosen) => change({ app: chosen, cycle: undefined, object: undefined })}
      />
      <Outcome />
      <Days />
      {(cycle !== undefined || object !== undefined) && (
        <span className="filter">
          {cycle !== undefined && <span className="tag">{t("filter.cycle")}</span>}
          {object !== undefined && <span className="tag">{t("filter.object")}</span>}
          <Button variant="inline-link" onClick={() => change({ cycle: undefined, object: undefined })}>
            {t("filter.clear")}
          </Button>
        </span>
      )}
      <ExportLog app={app} />
    </>
  );
}

/** How the entries ended, and at which step those ended that were not done. */
function Outcome() {
  const { t } = useTexts("log");
  const id = useId();
  const address = useSearch({ from: "/organizations/$org/log" });
  const { change } = useListAddress(address);
  const { status, endedAt } = address;
  return (
    <>
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
      <span className="filter">
        <label htmlFor={`${id}-step`}>{t("filter.step")}</label>
        <select
          id={`${id}-step`}
          value={endedAt ?? ""}
          onChange={({ target }) => change({ endedAt: STEPS.find((each) => each === target.value) })}
        >
          <option value="">{t("filter.step.all")}</option>
          {STEPS.map((each) => (
            <option key={each} value={each}>
              {t(`step.${each}`)}
            </option>
          ))}
        </select>
      </span>
    </>
  );
}

/** The first and the last day of the entries. */
function Days() {
  const { t } = useTexts("log");
  const id = useId();
  const address = useSearch({ from: "/organizations/$org/log" });
  const { change } = useListAddress(address);
  return (["since", "until"] as const).map((end) => (
    <span key={end} className="filter">
      <label htmlFor={`${id}-${end}`}>{t(`filter.${end}`)}</label>
      <input
        id={`${id}-${end}`}
        type="date"
        className="filter-day"
        value={address[end] ?? ""}
        onChange={({ target }) => change({ [end]: target.value === "" ? undefined : target.value })}
      />
    </span>
  ));
}
