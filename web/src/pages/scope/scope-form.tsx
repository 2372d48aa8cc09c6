import Button from "@cloudscape-design/components/button";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { ApplicationShape } from "../../../../src/contract/applications.ts";
import {
  type ApplicationScopeShape,
  type ScopePreviewShape,
  scopeRoutes,
} from "../../../../src/contract/scopes.ts";
import { hasStatus } from "../../api/console-error.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { configurationErrorsOf } from "../../objects/configuration-errors.ts";
import { useConsole, useMay } from "../../shell/console-context.ts";
import { ErrorState } from "../../states/error-state.tsx";
import { ConfirmScope } from "./confirm-scope.tsx";
import { FilterFields } from "./filter-fields.tsx";
import { createFilter, type FilterDraft, type GivenFilter, toDrafts, toFilters } from "./scope-draft.ts";
import { ScopePreview } from "./scope-preview.tsx";
import { ScopeTrial } from "./scope-trial.tsx";

interface ScopeFormProps {
  readonly application: ApplicationShape;
  readonly scope: ApplicationScopeShape;
  readonly type: "user" | "group";
}

/** Edits the filters of one type. Before they are saved, the server counts who would lose access. */
export function ScopeForm({ application, scope, type }: ScopeFormProps) {
  const { t } = useTexts("scope");
  const may = useMay();
  const isWriter = may("applications:write");
  const { orgId: org, appId: app } = application;
  const [base, setBase] = useState(scope);
  const [drafts, setDrafts] = useState(() => toDrafts(base[type].filters));
  const filters = toFilters(drafts, valuelessOf(base));
  const saving = useSaving({ application, type, filters, version: base.version, onSaved: take });
  const { counted, question, isSaved, error } = saving;
  const errors = configurationErrorsOf(error);

  function take(saved: ApplicationScopeShape) {
    setBase(saved);
    change(toDrafts(saved[type].filters));
  }
  function change(next: readonly FilterDraft[]) {
    setDrafts(next);
    saving.forget();
  }
  return (
    <>
      {drafts.length === 0 && <p className="soft">{t("none")}</p>}
      {drafts.map((filter, at) => (
        <FilterFields
          key={filter.key}
          filter={filter}
          at={at}
          operators={base.operators}
          errors={errors.filter(({ pointer }) => pointer.startsWith(`/${type}/filters/${at}`))}
          pointer={`/${type}/filters/${at}`}
          isWriter={isWriter}
          onChange={(changed) => change(drafts.with(at, changed))}
          onRemove={() => change(drafts.toSpliced(at, 1))}
        />
      ))}
      {isWriter && (
        <ScopeActions
          isEmpty={drafts.length === 0}
          saving={saving}
          onAdd={() => change([...drafts, createFilter()])}
        />
      )}
      {isSaved && (
        <p className="note" role="status">
          {t("saved")}
        </p>
      )}
      {counted !== undefined && <ScopePreview preview={counted} />}
      {error !== null && errors.length === 0 && <ErrorState error={error} />}
      {scope.version !== base.version && hasStatus(error, 409) && (
        <Button onClick={() => take(scope)}>{t("discard")}</Button>
      )}
      {question !== undefined && (
        <ConfirmScope
          preview={question}
          run={() => saving.store()}
          onDone={saving.finish}
          onCancel={saving.forget}
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
  readonly saving: ReturnType<typeof useSaving>;
  onAdd(): void;
}

/** Adds a filter, counts the effect of the filters, and saves them. */
function ScopeActions({ isEmpty, saving: { count, save }, onAdd }: ScopeActionsProps) {
  const { t } = useTexts("scope", "common");
  const busy = t("common:confirm.busy");
  return (
    <div className="page-actions">
      <Button onClick={onAdd}>{t(isEmpty ? "filter.first" : "filter.add")}</Button>
      <Button loading={count.isPending} loadingText={busy} onClick={() => count.mutate()}>
        {t("preview")}
      </Button>
      <Button variant="primary" loading={save.isPending} loadingText={busy} onClick={() => save.mutate()}>
        {t("save")}
      </Button>
    </div>
  );
}

interface SavingInput {
  readonly application: ApplicationShape;
  readonly type: "user" | "group";
  readonly filters: GivenFilter[];
  readonly version: number;
  onSaved(scope: ApplicationScopeShape): void;
}

/** Counts the effect of filters and saves them; a question stands between when people would lose access. */
function useSaving({ application, type, filters, version, onSaved }: SavingInput) {
  const { client } = useConsole();
  const queries = useQueryClient();
  const { orgId: org, appId: app } = application;
  const [counted, setCounted] = useState<ScopePreviewShape>();
  const [question, setQuestion] = useState<ScopePreviewShape>();
  const [isSaved, setSaved] = useState(false);
  const stored = useRef<ApplicationScopeShape>(undefined);
  const params = { org, app };
  const preview = () => client.call(scopeRoutes.previewScope, { params, body: { type, filters } });
  const store = async () => {
    const body = { [type]: filters.length === 0 ? null : { filters }, version };
    stored.current = await client.call(scopeRoutes.setScope, { params, body });
  };
  const finish = () => {
    if (stored.current !== undefined) onSaved(stored.current);
    forget();
    setSaved(true);
    void queries.invalidateQueries({ queryKey: keys.application(org, app) });
  };
  const count = useMutation({ mutationFn: preview, onSuccess: setCounted });
  const save = useMutation({
    // After a conflict, the present filters are offered.
    onError: () => void queries.invalidateQueries({ queryKey: keys.scope(org, app) }),
    mutationFn: async () => {
      const effect = await preview();
      if (effect.losing > 0) return effect;
      await store();
      return undefined;
    },
    onSuccess: (effect) => (effect === undefined ? finish() : setQuestion(effect)),
  });
  function forget() {
    setCounted(undefined);
    setQuestion(undefined);
    setSaved(false);
    count.reset();
    save.reset();
  }
  return { count, save, counted, question, isSaved, error: save.error ?? count.error, store, finish, forget };
}
