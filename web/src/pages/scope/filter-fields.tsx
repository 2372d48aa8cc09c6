import Button from "@cloudscape-design/components/button";
import { useFieldArray, useWatch } from "react-hook-form";
import type { ApplicationScopeShape } from "../../../../src/contract/scopes.ts";
import { ChoiceField } from "../../forms/choice-field.tsx";
import { TextField } from "../../forms/text-field.tsx";
import type { ApiForm } from "../../forms/use-api-form.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { NEW_CLAUSE, type ScopeValues } from "./scope-draft.ts";
import { useOperatorName } from "./use-operator-name.ts";

interface FilterFieldsProps {
  readonly control: ApiForm<ScopeValues, ScopeValues>["control"];
  /** The place of the filter among the others. */
  readonly at: number;
  readonly operators: ApplicationScopeShape["operators"];
  readonly isWriter: boolean;
  onRemove(): void;
}

/** One filter: clauses that must all hold. Of several filters, one has to hold. */
export function FilterFields({ onRemove, ...props }: FilterFieldsProps) {
  const { control, at, isWriter } = props;
  const { t } = useTexts("scope");
  const { fields, append, remove } = useFieldArray({ control, name: `filters.${at}.clauses` });
  return (
    <>
      {at > 0 && <p className="scope-or">{t("or")}</p>}
      <fieldset className="panel scope-filter" disabled={!isWriter}>
        <legend className="unseen">{t("filter.number", { number: at + 1 })}</legend>
        <TextField
          control={control}
          name={`filters.${at}.name`}
          label={t("filter.name")}
          isDisabled={!isWriter}
          hasDefault
        />
        {fields.map((field, index) => (
          <ClauseFields
            key={field.id}
            {...props}
            index={index}
            onRemove={fields.length === 1 ? undefined : () => remove(index)}
          />
        ))}
        {isWriter && (
          <div className="row-actions">
            <Button variant="inline-link" formAction="none" onClick={() => append(NEW_CLAUSE)}>
              {t("clause.add")}
            </Button>
            <Button
              variant="inline-link"
              formAction="none"
              ariaLabel={t("filter.remove-number", { number: at + 1 })}
              onClick={onRemove}
            >
              {t("filter.remove")}
            </Button>
          </div>
        )}
      </fieldset>
    </>
  );
}

interface ClauseFieldsProps extends Omit<FilterFieldsProps, "onRemove"> {
  /** The place of the clause in its filter. */
  readonly index: number;
  /** Undefined for the only clause of a filter. */
  readonly onRemove: (() => void) | undefined;
}

function ClauseFields({ control, at, index, operators, isWriter, onRemove }: ClauseFieldsProps) {
  const { t } = useTexts("scope");
  const nameOf = useOperatorName();
  const place = `filters.${at}.clauses.${index}` as const;
  const [attribute, operator] = useWatch({ control, name: [`${place}.attribute`, `${place}.operator`] });
  const kind = operators.find((each) => each.operator === operator)?.value ?? "text";
  return (
    <div className="scope-clause">
      <TextField
        control={control}
        name={`${place}.attribute`}
        label={t("attribute")}
        placeholder="department"
        isDisabled={!isWriter}
      />
      <ChoiceField
        control={control}
        name={`${place}.operator`}
        label={t("operator")}
        options={operators.map((each) => ({ value: each.operator, label: nameOf(each.operator) }))}
        isDisabled={!isWriter}
      />
      {kind === "none" ? (
        <span />
      ) : (
        <TextField
          control={control}
          name={`${place}.value`}
          label={t("value")}
          help={kind === "text" ? undefined : t(`value.${kind}`)}
          isDisabled={!isWriter}
          hasDefault
        />
      )}
      {isWriter && onRemove !== undefined && (
        <Button
          variant="inline-link"
          formAction="none"
          ariaLabel={t("clause.remove-of", { attribute })}
          onClick={onRemove}
        >
          {t("clause.remove")}
        </Button>
      )}
    </div>
  );
}
