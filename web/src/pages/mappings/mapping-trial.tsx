import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";
import type { ApplicationShape } from "../../../../src/contract/applications.ts";
import { mappingRoutes } from "../../../../src/contract/mappings.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ObjectChooser, useNames } from "../../objects/object-chooser.tsx";
import { ReasonList } from "../../objects/reason-list.tsx";
import { useConsole } from "../../shell/console-context.ts";
import { QueryView } from "../../states/query-view.tsx";
import { TriedValue } from "./tried-value.tsx";

type Trial = z.output<typeof mappingRoutes.testMapping.response>;

interface MappingTrialProps {
  readonly application: ApplicationShape;
  readonly type: "user" | "group";
  /** The version of the application: another one is tested again. */
  readonly version: number;
}

/** Shows what the stored mapping makes of a user or group. Nothing is sent or changed. */
export function MappingTrial({ application, type, version }: MappingTrialProps) {
  const { t } = useTexts("mappings");
  const { client } = useConsole();
  const { orgId: org, appId: app } = application;
  const [first = ""] = useNames(type, "");
  const [chosen, setChosen] = useState<{ readonly type: string; readonly name: string }>();
  const find = chosen?.type === type ? chosen.name : first;
  const query = useQuery({
    queryKey: keys.mappingTrial(org, app, { type, find, version }),
    queryFn: ({ signal }) =>
      client.call(mappingRoutes.testMapping, { params: { org, app }, body: { type, find }, signal }),
    enabled: find !== "",
    placeholderData: keepPreviousData,
    retry: false,
  });
  return (
    <section className="panel">
      <h2>{t("trial")}</h2>
      <p className="soft">{t("trial.help")}</p>
      <ObjectChooser type={type} value={find} onChange={(name) => setChosen({ type, name })} />
      {find !== "" && <QueryView query={query}>{(trial) => <Result trial={trial} />}</QueryView>}
    </section>
  );
}

function Result({ trial }: { readonly trial: Trial }) {
  const { t } = useTexts("mappings");
  const { attributes, problems, matching, linked } = trial;
  const searches = matching.map(({ path, value, also = [] }) =>
    [{ path, value }, ...also].map((part) => `${part.path} = ${part.value}`).join(" · "),
  );
  return (
    <div className="mapping-result">
      <p>{t(linked ? "trial.linked" : "trial.not-linked")}</p>
      {problems.length > 0 && (
        <div className="note">
          <ReasonList reasons={problems} />
        </div>
      )}
      <div className="mapping-scroll">
        <table className="facts">
          <thead>
            <tr>
              <th scope="col">{t("column.target")}</th>
              <th scope="col">{t("column.value")}</th>
              <th scope="col">{t("column.source")}</th>
            </tr>
          </thead>
          <tbody>
            {attributes.map((attribute) => (
              <tr key={attribute.target}>
                <th scope="row" translate="no">
                  <code>{attribute.target}</code>
                </th>
                <td>
                  <TriedValue attribute={attribute} />
                </td>
                <td translate="no">
                  <code>{attribute.from}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {searches.length > 0 && (
        <>
          <h3>{t("trial.searches")}</h3>
          <ol className="mapping-searches" translate="no">
            {searches.map((search) => (
              <li key={search}>
                <code>{search}</code>
              </li>
            ))}
          </ol>
        </>
      )}
    </div>
  );
}
