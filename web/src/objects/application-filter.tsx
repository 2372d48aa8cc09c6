import { useId } from "react";
import type { ApplicationShape } from "../../../src/contract/applications.ts";
import { useTexts } from "../i18n/use-texts.ts";

interface ApplicationFilterProps {
  readonly app: string;
  readonly applications: readonly ApplicationShape[];
  onChange(app: string): void;
}

/** Chooses the application of a list that shows one at a time. */
export function ApplicationFilter({ app, applications, onChange }: ApplicationFilterProps) {
  const { t } = useTexts();
  const id = useId();
  return (
    <span className="filter">
      <label htmlFor={id}>{t("application")}</label>
      <select id={id} value={app} onChange={({ target }) => onChange(target.value)}>
        {applications.map(({ appId, name }) => (
          <option key={appId} value={appId} translate="no">
            {name}
          </option>
        ))}
      </select>
    </span>
  );
}
