import Button from "@cloudscape-design/components/button";
import { useSearch } from "@tanstack/react-router";
import { useId } from "react";
import { useTexts } from "../../i18n/use-texts.ts";
import { SearchBox } from "../../lists/search-box.tsx";
import { useListAddress } from "../../lists/use-list-address.ts";
import { useConsole } from "../../shell/console-context.ts";
import { ERROR_ANSWERS } from "./answer-search.ts";
import "./error-answers.css";

/** The statuses that errors are most often answered with. Any other one is shown when the address has it. */
const STATUSES = [400, 401, 403, 404, 409, 429, 500, 503];

/** Which answers are shown; actor and code are chosen in the rows. */
export function AnswerFilters() {
  const { t } = useTexts("error-answers");
  const id = useId();
  const address = useSearch({ from: ERROR_ANSWERS });
  const { change } = useListAddress(address);
  const isInstance = useConsole().session.instance.includes("instance");
  const { entry, trail, httpStatus, code, actor } = address;
  const statuses = new Set([...STATUSES, ...(httpStatus === undefined ? [] : [httpStatus])]);
  const chosen = [
    [t("column.code"), code],
    [t("column.actor"), actor],
  ].filter(([, value]) => value !== undefined);
  return (
    <>
      <SearchBox
        label={t("filter.tracking")}
        placeholder={t("filter.tracking")}
        value={entry}
        onChange={(search) => change({ entry: search })}
      />
      {isInstance && (
        <span className="filter">
          <label htmlFor={id}>{t("filter.trail")}</label>
          <select
            id={id}
            value={trail ?? ""}
            onChange={({ target: { value } }) => change({ trail: value === "instance" ? value : undefined })}
          >
            <option value="">{t("trail.organization")}</option>
            <option value="instance">{t("trail.instance")}</option>
          </select>
        </span>
      )}
      <span className="filter">
        <label htmlFor={`${id}-status`}>{t("filter.status")}</label>
        <select
          id={`${id}-status`}
          value={httpStatus ?? ""}
          onChange={({ target: { value } }) =>
            change({ httpStatus: value === "" ? undefined : Number(value) })
          }
        >
          <option value="">{t("filter.status.all")}</option>
          {[...statuses].map((status) => (
            <option key={status} value={status} translate="no">
              {status}
            </option>
          ))}
        </select>
      </span>
      {chosen.length > 0 && (
        <span className="filter">
          {chosen.map(([name, value]) => (
            <span key={name} className="tag">
              {name} <code translate="no">{value}</code>
            </span>
          ))}
          <Button variant="inline-link" onClick={() => change({ code: undefined, actor: undefined })}>
            {t("filter.clear")}
          </Button>
        </span>
      )}
    </>
  );
}
