import Button from "@cloudscape-design/components/button";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { CycleShape } from "../../../../src/contract/cycles.ts";
import { type PlanShape, planRoutes } from "../../../../src/contract/plans.ts";
import { keys } from "../../api/keys.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";
import { Confirm } from "../../states/confirm.tsx";

interface ApplyPlanProps {
  readonly plan: PlanShape;
  /** The name of its application. */
  readonly name: string;
}

/** Applies the plan that the page shows, by its hash, after a question that counts the accounts. */
export function ApplyPlan({ plan, name }: ApplyPlanProps) {
  const { t } = useTexts("plans");
  const { number } = useFormat();
  const { client } = useConsole();
  const org = useOrganization();
  const may = useMay();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [isAsked, setAsked] = useState(false);
  const { planId, appId: app, nextStep, hash, sending, counts } = plan;
  if (!may("provisioning:run") || nextStep !== "apply" || hash === null) return null;
  const count = sending ?? 0;
  let begun: CycleShape | undefined;

  async function apply(expected: string): Promise<void> {
    begun = await client.call(planRoutes.applyPlan, { params: { plan: planId }, body: { hash: expected } });
  }
  return (
    <>
      <Button variant="primary" onClick={() => setAsked(true)}>
        {t("apply")}
      </Button>
      {isAsked && (
        <Confirm
          heading={t("apply.heading", { name })}
          text={t("apply.text", {
            count,
            shown: number(count),
            create: number(counts.create),
            adopt: number(counts.adopt),
            update: number(counts.update),
            disable: number(counts.disable),
            delete: number(counts.delete),
          })}
          action={t("apply")}
          run={() => apply(hash)}
          onDone={() => {
            void queries.invalidateQueries({ queryKey: keys.application(org, app) });
            if (begun === undefined) return;
            void navigate({
              to: "/organizations/$org/applications/$app/cycles/$cycle",
              params: { org, app, cycle: begun.cycleId },
            });
          }}
          onCancel={() => setAsked(false)}
        />
      )}
    </>
  );
}
