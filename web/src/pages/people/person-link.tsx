import { lazy, Suspense } from "react";
import type { PersonWithLink } from "../../../../src/contract/people.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ShownOnce } from "../../objects/shown-once.tsx";
import { AnswerDialog } from "../../states/answer-dialog.tsx";

// The texts of all reasons are large, and a mail that is refused is rare.
const ReasonList = lazy(async () => ({
  default: (await import("../../objects/reason-list.tsx")).ReasonList,
}));

interface PersonLinkProps {
  readonly person: PersonWithLink;
  onClose(): void;
}

/** The one-time link of a person, shown this once; or that the person needs none. */
export function PersonLink({ person, onClose }: PersonLinkProps) {
  const { t } = useTexts("people");
  const { dateTime } = useFormat();
  const { displayName: name, link, linkExpiresAt, mail } = person;
  if (link !== null) {
    const at = linkExpiresAt === null ? "" : dateTime(linkExpiresAt);
    const isSent = mail !== null && mail.failure === null;
    return (
      <ShownOnce
        heading={isSent ? t("link.sent-heading", { name }) : t("link.heading", { name })}
        text={isSent ? t("link.sent-text", { to: mail.to, at }) : t("link.text", { at })}
        values={[{ label: t("link"), value: link }]}
        onClose={onClose}
      >
        {mail !== null && mail.failure !== null && (
          <div role="alert">
            <p>{t("link.not-sent")}</p>
            <Suspense fallback={null}>
              <ReasonList reasons={[mail.failure]} />
            </Suspense>
          </div>
        )}
      </ShownOnce>
    );
  }
  return (
    <AnswerDialog heading={t("link.none-heading", { name })} onClose={onClose}>
      <p>{t("link.none-text")}</p>
    </AnswerDialog>
  );
}
