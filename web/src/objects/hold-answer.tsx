import Button from "@cloudscape-design/components/button";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { planRoutes } from "../../../src/contract/plans.ts";
import { keys } from "../api/keys.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { useConsole, useMay, useOrganization } from "../shell/console-context.ts";
import { Confirm } from "../states/confirm.tsx";

type Answer = "approve" | "reject";

interface HoldAnswerProps {
  readonly app: string;
  /** The plan in which the hold can be answered. */
  readonly plan: string;
  readonly objectId: string;
  readonly name: string;
}

/** Approves or rejects one held decision after a question; without the permission there is nothing to press. */
export function HoldAnswer({ app, plan, objectId, name }: HoldAnswerProps) {
  const { t } = useTexts("plans");
  const { client } = useConsole();
  const org = useOrganization();
  const queries = useQueryClient();
  const may = useMay();
  const [asked, setAsked] = useState<Answer>();
  const [given, setGiven] = useState<Answer>();
  if (!may("provisioning:run")) return null;
  const button = (answer: Answer) => (
    <Button variant="inline-link" ariaLabel={t(`${answer}.of`, { name })} onClick={() => setAsked(answer)}>
      {t(answer)}
    </Button>
  );
  return (
    <span className="row-actions">
      {given !== undefined && <span className="badge badge-quiet">{t(`answered.${given}`)}</span>}
      {given !== "approve" && button("approve")}
      {given !== "reject" && button("reject")}
      {asked !== undefined && (
        <Confirm
          heading={t(`${asked}.heading`, { name })}
          text={t(`${asked}.text`)}
          action={t(asked)}
          run={() =>
            client.call(planRoutes.answerHolds, {
              params: { plan },
              body: { answer: asked === "approve" ? "approved" : "rejected", objects: [objectId] },
            })
          }
          onDone={() => {
            void queries.invalidateQueries({ queryKey: keys.application(org, app) });
            setGiven(asked);
            setAsked(undefined);
          }}
          onCancel={() => setAsked(undefined)}
        />
      )}
    </span>
  );
}
