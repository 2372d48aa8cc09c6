import type { PersonWithLink } from "../../../../src/contract/people.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ShownOnce } from "../../objects/shown-once.tsx";
import { AnswerDialog } from "../../states/answer-dialog.tsx";

interface PersonLinkProps {
  readonly person: PersonWithLink;
  onClose(): void;
}

/** The one-time link of a person, shown this once; or that the person needs none. */
export function PersonLink({ person, onClose }: PersonLinkProps) {
  const { t } = useTexts("people");
  const { dateTime } = useFormat();
  const { displayName: name, link, linkExpiresAt } = person;
  if (link !== null) {
    return (
      <ShownOnce
        heading={t("link.heading", { name })}
        text={t("link.text", { at: linkExpiresAt === null ? "" : dateTime(linkExpiresAt) })}
        values={[{ label: t("link"), value: link }]}
        onClose={onClose}
      />
    );
  }
  return (
    <AnswerDialog heading={t("link.none-heading", { name })} onClose={onClose}>
      <p>{t("link.none-text")}</p>
    </AnswerDialog>
  );
}
