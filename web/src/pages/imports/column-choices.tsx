import { useId } from "react";
import { IMPORT_COLUMNS } from "../../../../src/contract/imports.ts";
import { useTexts } from "../../i18n/use-texts.ts";

/** The column of Muster that a column of a file fills, or that it is left out. */
export type ColumnUse = (typeof IMPORT_COLUMNS)[number] | "left-out";

/** The choices by the name of the column; one without a choice is recognized by its name. */
export type ColumnUses = Readonly<Record<string, ColumnUse | undefined>>;

interface ColumnChoicesProps {
  readonly columns: readonly string[];
  readonly uses: ColumnUses;
  onChange(uses: ColumnUses): void;
}

/** Says for each column of the files what it is. Most files need no choice, so the list opens when it is needed. */
export function ColumnChoices({ columns, uses, onChange }: ColumnChoicesProps) {
  const { t } = useTexts("imports");
  const id = useId();
  return (
    <details className="column-choices">
      <summary>{t("columns", { count: columns.length })}</summary>
      <p className="soft">{t("columns.help")}</p>
      <table className="facts">
        <thead>
          <tr>
            <th scope="col">{t("columns.file")}</th>
            <th scope="col">{t("columns.muster")}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map((name, at) => (
            <tr key={name}>
              <th scope="row">
                <label htmlFor={`${id}-${at}`} translate="no">
                  {name}
                </label>
              </th>
              <td className="filter">
                <select
                  id={`${id}-${at}`}
                  value={uses[name] ?? ""}
                  onChange={({ target }) => onChange({ ...uses, [name]: toUse(target.value) })}
                >
                  <option value="">{t("columns.by-name")}</option>
                  <option value="left-out">{t("columns.left-out")}</option>
                  {IMPORT_COLUMNS.map((column) => (
                    <option key={column} value={column} translate="no">
                      {column}
                    </option>
                  ))}
                </select>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function toUse(text: string): ColumnUse | undefined {
  return text === "left-out" ? text : IMPORT_COLUMNS.find((column) => column === text);
}
