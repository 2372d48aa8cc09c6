import Button from "@cloudscape-design/components/button";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { type ScopeTestShape, scopeRoutes } from "../../../../src/contract/scopes.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { configurationErrorsOf } from "../../objects/configuration-errors.ts";
import { ObjectChooser, useNames } from "../../objects/object-chooser.tsx";
import { ReasonList } from "../../objects/reason-list.tsx";
import { Time } from "../../objects/time.tsx";
import { useConsole } from "../../shell/console-context.ts";
import { ErrorState } from "../../states/error-state.tsx";
import type { GivenFilter } from "./scope-draft.ts";

interface ScopeTrialProps {
  readonly org: string;
  readonly app: string;
  readonly type: "user" | "group";
  readonly filters: GivenFilter[];
}

/** Tests a user or group with the filters of the form, which need not be saved. */
export function ScopeTrial({ org, app, type, filters }: ScopeTrialProps) {
  const { t } = useTexts("scope", "common");
  const { client } = useConsole();
  const [first = ""] = useNames(type, "");
  const [chosen, setChosen] = useState<string>();
  const find = chosen ?? first;
  const { mutate, isPending, data, error } = useMutation({
    mutationFn: () =>
      client.call(scopeRoutes.testScope, { params: { org, app }, body: { type, find, filters } }),
  });
  const errors = configurationErrorsOf(error);
  return (
    <section className="panel scope-trial">
      <h2>{t("trial")}</h2>
      <p className="soft">{t("trial.help")}</p>
      <div className="row-head">
        <ObjectChooser type={type} value={find} onChange={setChosen} />
        <Button
          disabled={find === ""}
          loading={isPending}
          loadingText={t("common:confirm.busy")}
          onClick={() => mutate()}
        >
          {t("trial.run")}
        </Button>
      </div>
      <div role="status">{error === null && data !== undefined && <Result tested={data} />}</div>
      {errors.length > 0 && (
        <ul className="reasons">
          {errors.map(({ pointer, detail }) => (
            <li key={pointer}>{detail}</li>
          ))}
        </ul>
      )}
      {error !== null && errors.length === 0 && <ErrorState error={error} />}
    </section>
  );
}

function Result({ tested }: { readonly tested: ScopeTestShape }) {
  const { t } = useTexts("scope");
  const { name, inScope, assignment, filters, nextChangeAt } = tested;
  const reasons = assignment.length > 0 ? assignment : [{ code: "scope.none", params: {} }];
  const failing = filters.flatMap(({ filter, failedClause: clause }) =>
    clause === null ? [] : [{ code: "scope.clause-fails", params: { filter, clause } }],
  );
  const holding = filters.filter(({ holds }) => holds).map(({ filter }) => filter);
  return (
    <>
      <p>
        <strong translate="no">{name}</strong>{" "}
        <span className={`badge badge-${inScope ? "success" : "warm"}`}>
          {t(inScope ? "trial.in" : "trial.out")}
        </span>
      </p>
      <ReasonList reasons={[...reasons, ...failing]} />
      {holding.length > 0 && (
        <p>
          {t("trial.holds")} <span translate="no">{holding.join(", ")}</span>
        </p>
      )}
      {nextChangeAt !== null && (
        <p>
          {t("trial.next")} <Time at={nextChangeAt} />
        </p>
      )}
    </>
  );
}
