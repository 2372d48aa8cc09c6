import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Textarea from "@cloudscape-design/components/textarea";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { HoldAnswerShape } from "../../../src/contract/hold-answer.ts";
import { planRoutes } from "../../../src/contract/plans.ts";
import { keys } from "../api/keys.ts";
import { useFormat } from "../i18n/use-format.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { useConsole, useMay, useOrganization } from "../shell/console-context.ts";
import { Confirm } from "../states/confirm.tsx";

type Answer = "approve" | "reject";

const COMMENT_MAX = 1_000;

interface HoldAnswerProps {
  readonly app: string;
  /** The plan in which the hold can be answered. */
  readonly plan: string;
  readonly objectId: string;
  readonly name: string;
  /** The answer that was given before. */
  readonly given: HoldAnswerShape | null;
}

/** Approves or rejects one held decision after a question; without the permission there is nothing to press. */
export function HoldAnswer({ app, plan, objectId, name, given }: HoldAnswerProps) {
  const { t } = useTexts("plans");
  const { dateTime } = useFormat();
  const { client } = useConsole();
  const org = useOrganization();
  const queries = useQueryClient();
  const may = useMay();
  const [asked, setAsked] = useState<Answer>();
  const [comment, setComment] = useState("");
  const end = given?.expiresAt ?? null;
  const until = end === null ? t("answered.for-good") : t("answered.until", { at: dateTime(end) });
  const badge = given !== null && (
    <span
      className="badge badge-quiet"
      title={given.comment === null ? until : `${given.comment} – ${until}`}
    >
      {t(`answered.${given.answer}`)}
    </span>
  );
  if (!may("provisioning:run")) return badge;
  const ask = (answer: Answer) => {
    // A comment that was typed for another answer must not go out with this one.
    setComment("");
    setAsked(answer);
  };
  const button = (answer: Answer) => (
    <Button variant="inline-link" ariaLabel={t(`${answer}.of`, { name })} onClick={() => ask(answer)}>
      {t(answer)}
    </Button>
  );
  return (
    <span className="row-actions">
      {badge}
      {given?.answer !== "approved" && button("approve")}
      {given?.answer !== "rejected" && button("reject")}
      {asked !== undefined && (
        <Confirm
          heading={t(`${asked}.heading`, { name })}
          text={t(`${asked}.text`)}
          action={t(asked)}
          run={() =>
            client.call(planRoutes.answerHolds, {
              params: { plan },
              body: {
                answer: asked === "approve" ? "approved" : "rejected",
                objects: [objectId],
                comment: comment.trim() === "" ? undefined : comment,
              },
            })
          }
          onDone={() => {
            void queries.invalidateQueries({ queryKey: keys.application(org, app) });
            setAsked(undefined);
          }}
          onCancel={() => setAsked(undefined)}
        >
          <FormField label={t("comment")} description={t("comment.hint")}>
            <Textarea
              value={comment}
              rows={2}
              nativeTextareaAttributes={{ maxLength: COMMENT_MAX }}
              onChange={({ detail }) => setComment(detail.value)}
            />
          </FormField>
        </Confirm>
      )}
    </span>
  );
}
