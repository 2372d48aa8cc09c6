import type { MatchCaseShape } from "../../../../../src/contract/matches.ts";
import { useFormat } from "../../../i18n/use-format.ts";
import { useTexts } from "../../../i18n/use-texts.ts";
import { ChangeList } from "../../../objects/change-list.tsx";
import { ObjectLink } from "../../../objects/object-link.tsx";
import { ReasonList } from "../../../objects/reason-list.tsx";
import { Time } from "../../../objects/time.tsx";
import { AnswerOne } from "./answer-matches.tsx";

/** One object that waits: the accounts that were found, what an adoption would change, and the answers. */
export function Case({ waiting }: { readonly waiting: MatchCaseShape }) {
  const { t } = useTexts("matching");
  const { objectId, type, name, situation, candidates, changes, reasons, since, answer } = waiting;
  return (
    <>
      <div className="row-head">
        <ObjectLink type={type} objectId={objectId} name={name} />
        <span className="badge badge-warm">{t(`situation.${situation}`)}</span>
        {answer !== null && <GivenAnswer answer={answer} />}
        <AnswerOne waiting={waiting} />
      </div>
      {candidates.length > 0 && (
        <ul className="reasons" aria-label={t("candidates")}>
          {candidates.map(({ accountId, name: shown, privileged }) => (
            <li key={accountId}>
              <span translate="no">
                {shown ?? "–"} ({accountId})
              </span>
              {privileged && <> · {t("privileged")}</>}
            </li>
          ))}
        </ul>
      )}
      <ReasonList reasons={reasons} />
      <ChangeList changes={changes} />
      <p className="soft">
        {t("since")} <Time at={since} />
      </p>
    </>
  );
}

function GivenAnswer({
  answer: { answer, accountId, by, expiresAt, comment },
}: {
  readonly answer: NonNullable<MatchCaseShape["answer"]>;
}) {
  const { t } = useTexts("matching");
  const { dateTime } = useFormat();
  const until =
    expiresAt === null ? t("answered.for-good") : t("answered.until", { at: dateTime(expiresAt) });
  const parts = [accountId, by, until, comment].filter((part) => part !== null);
  return (
    <span className="badge badge-quiet" title={parts.join(" – ")}>
      {t(`answered.${answer}`)}
    </span>
  );
}
