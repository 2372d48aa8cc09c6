import Button, { type ButtonProps } from "@cloudscape-design/components/button";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { ApplicationShape } from "../../../../src/contract/applications.ts";
import { cycleRoutes } from "../../../../src/contract/cycles.ts";
import { planRoutes } from "../../../../src/contract/plans.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole, useMay } from "../../shell/console-context.ts";
import { Confirm } from "../../states/confirm.tsx";

interface StartProps {
  readonly application: ApplicationShape;
  readonly variant: ButtonProps.Variant;
}

/** Runs a cycle now, after a question, and leads to the page that follows it. */
export function RunCycle({ application, variant }: StartProps) {
  const { t } = useTexts("applications");
  const { client } = useConsole();
  const may = useMay();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [isAsked, setAsked] = useState(false);
  const { orgId: org, appId: app, name } = application;
  let cycle = "";
  if (!may("provisioning:retry")) return null;
  return (
    <>
      <Button variant={variant} ariaLabel={t("run.of", { name })} onClick={() => setAsked(true)}>
        {t("run")}
      </Button>
      {isAsked && (
        <Confirm
          heading={t("run.heading", { name })}
          text={t("run.text")}
          action={t("run")}
          run={async () => {
            const params = { org, app };
            cycle = (await client.call(cycleRoutes.syncApplication, { params, body: {} })).cycleId;
          }}
          onDone={() => {
            void queries.invalidateQueries({ queryKey: keys.applications(org) });
            void navigate({
              to: "/organizations/$org/applications/$app/cycles/$cycle",
              params: { org, app, cycle },
            });
          }}
          onCancel={() => setAsked(false)}
        />
      )}
    </>
  );
}

/** Makes a plan, after a question, and leads to its page. */
export function MakePlan({ application, variant }: StartProps) {
  const { t } = useTexts("applications");
  const { client } = useConsole();
  const may = useMay();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [isAsked, setAsked] = useState(false);
  const { orgId: org, appId: app, name } = application;
  let plan = "";
  if (!may("provisioning:run")) return null;
  return (
    <>
      <Button variant={variant} onClick={() => setAsked(true)}>
        {t("plan")}
      </Button>
      {isAsked && (
        <Confirm
          heading={t("plan.heading", { name })}
          text={t("plan.text")}
          action={t("plan")}
          run={async () => {
            const params = { org, app };
            plan = (await client.call(planRoutes.planCycle, { params, body: {} })).planId;
          }}
          onDone={() => {
            void queries.invalidateQueries({ queryKey: keys.application(org, app) });
            void navigate({
              to: "/organizations/$org/applications/$app/plans/$plan",
              params: { org, app, plan },
            });
          }}
          onCancel={() => setAsked(false)}
        />
      )}
    </>
  );
}
