import { useSearch } from "@tanstack/react-router";
import { useId } from "react";
import { accountLink } from "../../../../../src/contract/account-links.ts";
import { useTexts } from "../../../i18n/use-texts.ts";
import { SearchBox } from "../../../lists/search-box.tsx";
import { useListAddress } from "../../../lists/use-list-address.ts";
import { LINKS } from "./link-search.ts";

const PROVENANCES = accountLink.shape.provenance.options;
const SCOPES = accountLink.shape.scope.options;

/** Which links are shown: those of one object, of one provenance, in or out of scope. */
export function LinkFilters() {
  const { t } = useTexts("links");
  const id = useId();
  const address = useSearch({ from: LINKS });
  const { change } = useListAddress(address);
  return (
    <>
      <SearchBox
        label={t("filter.find")}
        placeholder={t("filter.find")}
        value={address.search}
        onChange={(search) => change({ ...address, search })}
      />
      <span className="filter">
        <label htmlFor={`${id}-provenance`}>{t("column.provenance")}</label>
        <select
          id={`${id}-provenance`}
          value={address.provenance ?? ""}
          onChange={({ target: { value } }) =>
            change({ ...address, provenance: PROVENANCES.find((each) => each === value) })
          }
        >
          <option value="">{t("filter.all")}</option>
          {PROVENANCES.map((each) => (
            <option key={each} value={each}>
              {t(`provenance.${each}`)}
            </option>
          ))}
        </select>
      </span>
      <span className="filter">
        <label htmlFor={`${id}-scope`}>{t("filter.scope")}</label>
        <select
          id={`${id}-scope`}
          value={address.reach ?? ""}
          onChange={({ target: { value } }) =>
            change({ ...address, reach: SCOPES.find((each) => each === value) })
          }
        >
          <option value="">{t("filter.all")}</option>
          {SCOPES.map((each) => (
            <option key={each} value={each}>
              {t(`scope.${each}`)}
            </option>
          ))}
        </select>
      </span>
    </>
  );
}
