import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useId } from "react";
import type { ConfigurationErrorShape } from "../../../../src/contract/problem.ts";
import type { ApplicationScopeShape } from "../../../../src/contract/scopes.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { errorTextAt } from "../../objects/configuration-errors.ts";
import { type ClauseDraft, createClause, type FilterDraft } from "./scope-draft.ts";
import { useOperatorName } from "./use-operator-name.ts";

type Operators = ApplicationScopeShape["operators"];

interface FilterFieldsProps {
  readonly filter: FilterDraft;
  readonly at: number;
  readonly operators: Operators;
  readonly errors: readonly ConfigurationErrorShape[];
  readonly pointer: string;
  readonly isWriter: boolean;
  onChange(filter: FilterDraft): void;
  onRemove(): void;
}

/** One filter: clauses that must all hold. Of several filters, one has to hold. */
export function FilterFields(props: FilterFieldsProps) {
  const { filter, at, operators, errors, pointer, isWriter, onChange, onRemove } = props;
  const { t } = useTexts("scope");
  const { clauses } = filter;
  const own = errors.filter((each) => each.pointer === pointer).map(({ detail }) => detail);
  const put = (changed: readonly ClauseDraft[]) => onChange({ ...filter, clauses: changed });
  return (
    <>
      {at > 0 && <p className="scope-or">{t("or")}</p>}
      <fieldset className="panel scope-filter" disabled={!isWriter}>
        <legend className="unseen">{t("filter.number", { number: at + 1 })}</legend>
        <FormField
          label={t("filter.name")}
          errorText={[...own, errorTextAt(errors, `${pointer}/name`)].join(" ").trim()}
        >
          <Input
            value={filter.name}
            disabled={!isWriter}
            onChange={({ detail }) => onChange({ ...filter, name: detail.value })}
          />
        </FormField>
        {clauses.map((clause, index) => (
          <ClauseFields
            key={clause.key}
            clause={clause}
            operators={operators}
            errors={errors}
            pointer={`${pointer}/clauses/${index}`}
            isWriter={isWriter}
            onChange={(changed) => put(clauses.with(index, changed))}
            onRemove={clauses.length === 1 ? undefined : () => put(clauses.toSpliced(index, 1))}
          />
        ))}
        {isWriter && (
          <div className="row-actions">
            <Button variant="inline-link" onClick={() => put([...clauses, createClause()])}>
              {t("clause.add")}
            </Button>
            <Button
              variant="inline-link"
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

interface ClauseFieldsProps {
  readonly clause: ClauseDraft;
  readonly operators: Operators;
  readonly errors: readonly ConfigurationErrorShape[];
  readonly pointer: string;
  readonly isWriter: boolean;
  onChange(clause: ClauseDraft): void;
  /** Undefined for the only clause of a filter. */
  readonly onRemove: (() => void) | undefined;
}

function ClauseFields({
  clause,
  operators,
  errors,
  pointer,
  isWriter,
  onChange,
  onRemove,
}: ClauseFieldsProps) {
  const { t } = useTexts("scope");
  const nameOf = useOperatorName();
  const id = useId();
  const kind = operators.find(({ operator }) => operator === clause.operator)?.value ?? "text";
  const own = errors.filter((each) => each.pointer === pointer).map(({ detail }) => detail);
  const errorAt = (member: string) => errorTextAt(errors, `${pointer}/${member}`);
  const set = (part: Partial<ClauseDraft>) => onChange({ ...clause, ...part });
  return (
    <div className="scope-clause">
      <FormField label={t("attribute")} errorText={[...own, errorAt("attribute")].join(" ").trim()}>
        <Input
          value={clause.attribute}
          disabled={!isWriter}
          placeholder="department"
          onChange={({ detail }) => set({ attribute: detail.value })}
        />
      </FormField>
      <FormField label={t("operator")} controlId={id} errorText={errorAt("operator")}>
        <select
          id={id}
          className="scope-operator"
          value={clause.operator}
          onChange={({ target }) => set({ operator: target.value })}
        >
          {operators.map(({ operator }) => (
            <option key={operator} value={operator}>
              {nameOf(operator)}
            </option>
          ))}
        </select>
      </FormField>
      {kind === "none" ? (
        <span />
      ) : (
        <FormField
          label={t("value")}
          constraintText={kind === "text" ? undefined : t(`value.${kind}`)}
          errorText={errorAt("value")}
        >
          <Input
            value={clause.value}
            disabled={!isWriter}
            onChange={({ detail }) => set({ value: detail.value })}
          />
        </FormField>
      )}
      {isWriter && onRemove !== undefined && (
        <Button
          variant="inline-link"
          ariaLabel={t("clause.remove-of", { attribute: clause.attribute })}
          onClick={onRemove}
        >
          {t("clause.remove")}
        </Button>
      )}
    </div>
  );
}
