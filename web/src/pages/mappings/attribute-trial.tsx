import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { z } from "zod";
import type { ApplicationShape } from "../../../../src/contract/applications.ts";
import { mappingRoutes } from "../../../../src/contract/mappings.ts";
import type { ConfigurationErrorShape } from "../../../../src/contract/problem.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { configurationErrorsOf } from "../../objects/configuration-errors.ts";
import { ObjectChooser, useNames } from "../../objects/object-chooser.tsx";
import { ReasonList } from "../../objects/reason-list.tsx";
import { useConsole } from "../../shell/console-context.ts";
import { ErrorState } from "../../states/error-state.tsx";
import type { Definition } from "./attribute-draft.ts";
import { TriedValue } from "./tried-value.tsx";

/** A pause this long ends what a person types, and it is tested. */
const PAUSE_MS = 400;

interface Trial {
  readonly find: string;
  choose(name: string): void;
  readonly result: z.output<typeof mappingRoutes.testMapping.response> | undefined;
  /** What is wrong in the mapping. */
  readonly errors: readonly ConfigurationErrorShape[];
  /** Why there is no result, apart from errors in the mapping. */
  readonly failure: unknown;
}

/** Tests a mapping that is not stored on a user or group, after each pause in typing. */
export function useAttributeTrial({
  application: { orgId: org, appId: app },
  type,
  mapping,
}: {
  readonly application: ApplicationShape;
  readonly type: "user" | "group";
  readonly mapping: Definition;
}): Trial {
  const { client } = useConsole();
  const [first = ""] = useNames(type, "");
  const [chosen, choose] = useState<string>();
  const tried = usePaused(JSON.stringify(mapping));
  const find = chosen ?? first;
  const { data, error } = useQuery({
    queryKey: keys.mappingTrial(org, app, { type, find, tried }),
    queryFn: ({ signal }) => {
      const body = { type, find, mapping: JSON.parse(tried) as Definition };
      return client.call(mappingRoutes.testMapping, { params: { org, app }, body, signal });
    },
    enabled: find !== "",
    placeholderData: keepPreviousData,
    retry: false,
  });
  const errors = configurationErrorsOf(error);
  const failure = errors.length > 0 ? null : error;
  return { find, choose, result: error === null ? data : undefined, errors, failure };
}

/** The value as it was at the last pause. */
function usePaused(value: string): string {
  const [paused, setPaused] = useState(value);
  useEffect(() => {
    const pause = setTimeout(() => setPaused(value), PAUSE_MS);
    return () => clearTimeout(pause);
  }, [value]);
  return paused;
}

interface AttributeTrialProps {
  readonly trial: Trial;
  readonly type: "user" | "group";
  readonly target: string;
}

/** The value that the attribute of the form would get for a chosen user or group. */
export function AttributeTrial({ trial, type, target }: AttributeTrialProps) {
  const { t } = useTexts("mappings");
  const { find, choose, result, errors, failure } = trial;
  const attribute = result?.attributes.find((each) => each.target === target.trim());
  return (
    <section className="mapping-live">
      <h3>{t("trial")}</h3>
      <ObjectChooser type={type} value={find} onChange={choose} />
      <div role="status">
        {errors.length > 0 && <p className="soft">{t("trial.errors")}</p>}
        {attribute !== undefined && (
          <p className="mapping-value">
            <TriedValue attribute={attribute} />
          </p>
        )}
        {result !== undefined && <ReasonList reasons={result.problems} />}
      </div>
      {failure !== null && <ErrorState error={failure} />}
    </section>
  );
}
