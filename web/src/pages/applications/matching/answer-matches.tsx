import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import RadioGroup from "@cloudscape-design/components/radio-group";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { MATCH_ANSWERS, type MatchCaseShape, matchRoutes } from "../../../../../src/contract/matches.ts";
import { keys } from "../../../api/keys.ts";
import { useTexts } from "../../../i18n/use-texts.ts";
import { useConsole, useMay } from "../../../shell/console-context.ts";
import { Confirm } from "../../../states/confirm.tsx";
import { useShownApplication } from "../shown-application.ts";

type Answer = (typeof MATCH_ANSWERS)[number];

/** The answers for one object; without the permission there is nothing to press. */
export function AnswerOne({ waiting }: { readonly waiting: MatchCaseShape }) {
  const { t } = useTexts("matching");
  const { name } = waiting;
  const may = useMay();
  const [asked, setAsked] = useState<Answer>();
  if (!may("provisioning:run")) return null;
  return (
    <span className="row-actions">
      {MATCH_ANSWERS.map((answer) => (
        <Button
          key={answer}
          variant="inline-link"
          ariaLabel={t(`${answer}.of`, { name })}
          onClick={() => setAsked(answer)}
        >
          {t(answer)}
        </Button>
      ))}
      {asked !== undefined && (
        <Question
          answer={asked}
          heading={t(`${asked}.heading`, { name })}
          waiting={waiting}
          objects={[waiting.objectId]}
          onClose={() => setAsked(undefined)}
        />
      )}
    </span>
  );
}

/** The answers for all objects in one situation. Several candidates have no common answer that adopts. */
export function AnswerAll({ situation }: { readonly situation: MatchCaseShape["situation"] }) {
  const { t } = useTexts("matching");
  const may = useMay();
  const [asked, setAsked] = useState<Answer>();
  if (!may("provisioning:run")) return null;
  const answers = MATCH_ANSWERS.filter((answer) => answer !== "adopt" || situation === "found");
  return (
    <span className="row-actions">
      {t("all")}
      {answers.map((answer) => (
        <Button key={answer} ariaLabel={t(`${answer}.all`)} onClick={() => setAsked(answer)}>
          {t(answer)}
        </Button>
      ))}
      {asked !== undefined && (
        <Question
          answer={asked}
          heading={t(`${asked}.question`)}
          situation={situation}
          objects="all"
          onClose={() => setAsked(undefined)}
        />
      )}
    </span>
  );
}

interface QuestionProps {
  readonly answer: Answer;
  readonly heading: string;
  readonly objects: "all" | string[];
  readonly situation?: MatchCaseShape["situation"];
  readonly waiting?: MatchCaseShape;
  onClose(): void;
}

/** Asks once, with the account to adopt where there is a choice, and how long a case rests. */
function Question({ answer, heading, objects, situation, waiting, onClose }: QuestionProps) {
  const { t } = useTexts("matching");
  const { client } = useConsole();
  const { orgId: org, appId: app } = useShownApplication();
  const queries = useQueryClient();
  const candidates = waiting?.candidates ?? [];
  const [account, setAccount] = useState(candidates.length === 1 ? (candidates[0]?.accountId ?? "") : "");
  const [days, setDays] = useState("7");
  const asksAccount = answer === "adopt" && waiting !== undefined;
  const body = {
    answer,
    objects,
    situation,
    accountId: asksAccount && account.trim() !== "" ? account : undefined,
    days: answer === "later" ? Number(days) : undefined,
  };
  return (
    <Confirm
      heading={heading}
      text={t(`${answer}.text`)}
      action={t(answer)}
      run={() => client.call(matchRoutes.answerMatches, { params: { org, app }, body })}
      onDone={() => {
        void queries.invalidateQueries({ queryKey: keys.application(org, app) });
        onClose();
      }}
      onCancel={onClose}
    >
      {asksAccount && candidates.length > 1 && (
        <FormField label={t("candidates")}>
          <RadioGroup
            value={account}
            items={candidates.map(({ accountId, name }) => ({
              value: accountId,
              label: `${name ?? "–"} (${accountId})`,
            }))}
            onChange={({ detail }) => setAccount(detail.value)}
          />
        </FormField>
      )}
      {asksAccount && candidates.length <= 1 && (
        <FormField label={t("account")} description={t("account.hint")}>
          <Input value={account} onChange={({ detail }) => setAccount(detail.value)} />
        </FormField>
      )}
      {answer === "later" && (
        <FormField label={t("days")}>
          <Input
            type="number"
            inputMode="numeric"
            value={days}
            nativeInputAttributes={{ min: 1, max: 365 }}
            onChange={({ detail }) => setDays(detail.value)}
          />
        </FormField>
      )}
    </Confirm>
  );
}
