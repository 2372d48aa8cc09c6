import Button from "@cloudscape-design/components/button";
import { type RefObject, useMemo, useRef, useState } from "react";
import { useFieldArray, useWatch } from "react-hook-form";
import type { ApplicationShape } from "../../../../src/contract/applications.ts";
import type { ApplicationScopeShape } from "../../../../src/contract/scopes.ts";
import { hasStatus } from "../../api/console-error.ts";
import { Form } from "../../forms/form.tsx";
import { type ApiForm, useApiForm } from "../../forms/use-api-form.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useMay } from "../../shell/console-context.ts";
import { ConfirmScope } from "./confirm-scope.tsx";
import { FilterFields } from "./filter-fields.tsx";
import { NEW_FILTER, type ScopeValues, scopeShape, toFilters, toValues } from "./scope-draft.ts";
import { ScopePreview } from "./scope-preview.tsx";
import { ScopeTrial } from "./scope-trial.tsx";
import { type ScopeResult, useScopeCalls } from "./use-scope-calls.ts";

interface ScopeFormProps {
  readonly application: ApplicationShape;
  readonly scope: ApplicationScopeShape;
  readonly type: "user" | "group";
}

/** Edits the filters of one type. Before they are saved, the server counts the accounts that would lose access. */
export function ScopeForm({ application, scope, type }: ScopeFormProps) {
  const { t } = useTexts("scope");
  const { form, base, filters, shown, button, calls, take, forget } = useScopeForm({
    application,
    scope,
    type,
  });
  const { orgId: org, appId: app } = application;
  return (
    <>
      <Form form={form}>
        <Filters form={form} operators={base.operators} button={button} />
      </Form>
      {shown?.kind === "saved" && (
        <p className="note" role="status">
          {t("saved")}
        </p>
      )}
      {shown?.kind === "counted" && <ScopePreview preview={shown.preview} />}
      {scope.version !== base.version && hasStatus(form.failure?.error, 409) && (
        <Button onClick={() => take(scope, false)}>{t("discard")}</Button>
      )}
      {shown?.kind === "asked" && (
        <ConfirmScope
          preview={shown.preview}
          run={() => calls.store(filters)}
          onDone={({ scope: saved }) => take(saved)}
          onCancel={forget}
        />
      )}
      <ScopeTrial org={org} app={app} type={type} filters={filters} />
    </>
  );
}

/** The buttons that send the form. */
type Sending = "count" | "save";

/** The form with the filters in it, and what came of them when they were last sent. */
function useScopeForm({ application, scope, type }: ScopeFormProps) {
  const [base, setBase] = useState(scope);
  const valueless = useMemo(() => valuelessOf(base), [base]);
  const calls = useScopeCalls({ application, type, version: base.version });
  const button = useRef<Sending>("save");
  const [result, setResult] = useState<ScopeResult>();
  const form = useApiForm({
    shape: scopeShape,
    defaults: toValues(base[type]),
    within: type,
    run: (values) => calls[button.current](toFilters(values, valueless)),
    onDone: (found) => (found.kind === "saved" ? take(found.scope) : setResult(found)),
  });
  const filters = toFilters({ filters: useWatch({ control: form.control, name: "filters" }) }, valueless);
  // A result is about the filters that it was found for, and not about those that were typed since.
  const shown = result?.of === JSON.stringify(filters) ? result : undefined;

  function take(saved: ApplicationScopeShape, isSaved = true) {
    setBase(saved);
    form.reset(toValues(saved[type]));
    const of = JSON.stringify(toFilters(toValues(saved[type]), valueless));
    setResult(isSaved ? { kind: "saved", of, scope: saved } : undefined);
  }
  return { form, base, filters, shown, button, calls, take, forget: () => setResult(undefined) };
}

interface FiltersProps {
  readonly form: ApiForm<ScopeValues, ScopeValues>;
  readonly operators: ApplicationScopeShape["operators"];
  /** The button that was pressed last. */
  readonly button: RefObject<Sending>;
}

/** The filters with their clauses, and the buttons below. */
function Filters({ form: { control, isPending }, operators, button }: FiltersProps) {
  const { t } = useTexts("scope");
  const isWriter = useMay()("applications:write");
  const { fields, append, remove } = useFieldArray({ control, name: "filters" });
  return (
    <>
      {fields.length === 0 && <p className="soft">{t("none")}</p>}
      {fields.map((field, at) => (
        <FilterFields
          key={field.id}
          control={control}
          at={at}
          operators={operators}
          isWriter={isWriter}
          onRemove={() => remove(at)}
        />
      ))}
      {isWriter && (
        <ScopeActions
          isEmpty={fields.length === 0}
          pending={isPending ? button.current : undefined}
          onAdd={() => append(NEW_FILTER)}
          onChoose={(chosen) => {
            button.current = chosen;
          }}
        />
      )}
    </>
  );
}

/** The operators that take no value. */
function valuelessOf({ operators }: ApplicationScopeShape): ReadonlySet<string> {
  return new Set(operators.filter(({ value }) => value === "none").map(({ operator }) => operator));
}

interface ScopeActionsProps {
  readonly isEmpty: boolean;
  /** The button whose request is under way. */
  readonly pending: Sending | undefined;
  onAdd(): void;
  /** Called before the form is sent. */
  onChoose(button: Sending): void;
}

/** Adds a filter, counts the effect of the filters, and saves them. */
function ScopeActions({ isEmpty, pending, onAdd, onChoose }: ScopeActionsProps) {
  const { t } = useTexts("scope", "common");
  const sending = (button: Sending) => ({
    formAction: "submit" as const,
    loading: pending === button,
    loadingText: t("common:confirm.busy"),
    onClick: () => onChoose(button),
  });
  return (
    <div className="page-actions">
      <Button formAction="none" onClick={onAdd}>
        {t(isEmpty ? "filter.first" : "filter.add")}
      </Button>
      <Button {...sending("count")}>{t("preview")}</Button>
      <Button variant="primary" {...sending("save")}>
        {t("save")}
      </Button>
    </div>
  );
}
