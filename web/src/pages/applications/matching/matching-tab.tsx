import Select from "@cloudscape-design/components/select";
import { useState } from "react";
import { matchRoutes } from "../../../../../src/contract/matches.ts";
import { keys } from "../../../api/keys.ts";
import { useTexts } from "../../../i18n/use-texts.ts";
import { MoreList } from "../../../lists/more-list.tsx";
import { useConsole } from "../../../shell/console-context.ts";
import { useShownApplication } from "../shown-application.ts";
import { AnswerAll } from "./answer-matches.tsx";
import { Case } from "./match-case.tsx";

/** The situations in which a person is asked, in the order of the table in docs/matching.md. */
const ASKED = ["found", "absent", "ambiguous", "collision", "missing"] as const;

/** The queue of matching: the users and groups that wait for a decision about their account. */
export function MatchingTab() {
  const { t } = useTexts("matching");
  const { client } = useConsole();
  const { orgId: org, appId: app } = useShownApplication();
  const [situation, setSituation] = useState<(typeof ASKED)[number]>();
  const options = [
    { value: "", label: t("situation.all") },
    ...ASKED.map((each) => ({ value: each, label: t(`situation.${each}`) })),
  ];
  return (
    <section className="panel">
      <div className="row-head">
        <h2>{t("title")}</h2>
        <Select
          ariaLabel={t("filter")}
          options={options}
          selectedOption={options.find(({ value }) => value === (situation ?? "")) ?? null}
          onChange={({ detail }) => setSituation(ASKED.find((each) => each === detail.selectedOption.value))}
        />
        {situation !== undefined && <AnswerAll situation={situation} />}
      </div>
      <p className="soft">{t("intro")}</p>
      <MoreList
        queryKey={keys.matches(org, app, { situation })}
        read={(after, signal) =>
          client.call(matchRoutes.listMatches, {
            params: { org, app },
            query: { after, limit: 20, situation },
            signal,
          })
        }
        empty={t("none")}
        idOf={({ objectId }) => objectId}
      >
        {(each) => <Case waiting={each} />}
      </MoreList>
    </section>
  );
}
