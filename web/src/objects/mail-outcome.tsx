import type { TestNoticeShape } from "../../../src/contract/notices.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { AnswerDialog } from "../states/answer-dialog.tsx";
import { ReasonList } from "./reason-list.tsx";

interface MailOutcomeProps {
  readonly heading: string;
  readonly outcome: TestNoticeShape;
  onClose(): void;
}

/** Whether a test message was accepted, with the answer of the mail server or the reason why it was not. */
export function MailOutcome({ heading, outcome, onClose }: MailOutcomeProps) {
  const { t } = useTexts();
  const { accepted, to, answer, failure } = outcome;
  return (
    <AnswerDialog heading={heading} onClose={onClose}>
      <p>{t(accepted ? "mail.accepted" : "mail.refused", { to })}</p>
      {answer !== null && <p className="soft">{t("mail.answer", { answer })}</p>}
      {failure !== null && <ReasonList reasons={[failure]} />}
    </AnswerDialog>
  );
}
