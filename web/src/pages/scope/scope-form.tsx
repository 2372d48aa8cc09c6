import Button from "@cloudscape-design/components/button";
import { useMemo, useRef, useState } from "react";
import { useFieldArray, useWatch } from "react-hook-form";
import type { ApplicationShape } from "../../../../src/contract/applications.ts";
import type { ApplicationScopeShape } from "../../../../src/contract/scopes.ts";
import { hasStatus } from "../../api/console-error.ts";
import { Form } from "../../forms/form.tsx";
import { useApiForm } from "../../forms/use-api-form.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useMay } from "../../shell/console-context.ts";
import { ConfirmScope } from "./confirm-scope.tsx";
import { FilterFields } from "./filter-fields.tsx";
import { NEW_FILTER, scopeShape, toFilters, toValues } from "./scope-draft.ts";
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
  const isWriter = useMay()("applications:write");
  const { orgId: org, appId: app } = application;
  const [base, setBase] = useState(scope);
  const valueless = useMemo(() => valuelessOf(base), [base]);
  const calls = useScopeCalls({ application, type, version: base.version });
  const button = useRef<"count" | "save">("save");
  const [result, setResult] = useState<ScopeResult>();
  const form = useApiForm({
    shape: scopeShape,
    defaults: toValues(base[type]),
    within: type,
    run: (values) => calls[button.current](toFilters(values, valueless)),
    onDone: (found) => (found.kind === "saved" ? take(found.scope) : setResult(found)),
  });
  const { control, failure } = form;
  const { fields, append, remove } = useFieldArray({ control, name: "filters" });
  const filters = toFilters({ filters: useWatch({ control, name: "filters" }) }, valueless);
  // A result is about the filters that it was found for, and not about those that were typed since.
  const shown = result?.of === JSON.stringify(filters) ? result : undefined;

  function take(saved: ApplicationScopeShape, isSaved = true) {
    setBase(saved);
    form.reset(toValues(saved[type]));
    const of = JSON.stringify(toFilters(toValues(saved[type]), valueless));
    setResult(isSaved ? { kind: "saved", of, scope: saved } : undefined);
  }
  return (
    <>
      <Form form={form}>
        {fields.length === 0 && <p className="soft">{t("none")}</p>}
        {fields.map((field, at) => (
          <FilterFields
            key={field.id}
            control={control}
            at={at}
            operators={base.operators}
            isWriter={isWriter}
            onRemove={() => remove(at)}
          />
        ))}
        {isWriter && (
          <ScopeActions
            isEmpty={fields.length === 0}
            pending={form.isPending ? button.current : undefined}
            onAdd={() => append(NEW_FILTER)}
            onChoose={(chosen) => {
              button.current = chosen;
            }}
          />
        )}
      </Form>
      {shown?.kind === "saved" && (
        <p className="note" role="status">
          {t("saved")}
        </p>
      )}
      {shown?.kind === "counted" && <ScopePreview preview={shown.preview} />}
      {scope.version !== base.version && hasStatus(failure?.error, 409) && (
        <Button onClick={() => take(scope, false)}>{t("discard")}</Button>
      )}
      {shown?.kind === "asked" && (
        <ConfirmScope
          preview={shown.preview}
          run={() => calls.store(filters)}
          onDone={({ scope: saved }) => take(saved)}
          onCancel={() => setResult(undefined)}
        />
      )}
      <ScopeTrial org={org} app={app} type={type} filters={filters} />
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
  readonly pending: "count" | "save" | undefined;
  onAdd(): void;
  /** Called before the form is sent. */
  onChoose(button: "count" | "save"): void;
}

/** Adds a filter, counts the effect of the filters, and saves them. */
function ScopeActions({ isEmpty, pending, onAdd, onChoose }: ScopeActionsProps) {
  const { t } = useTexts("scope", "common");
  const sending = (button: "count" | "save") => ({
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
