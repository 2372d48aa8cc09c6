import Button, { type ButtonProps } from "@cloudscape-design/components/button";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { ApplicationShape } from "../../../../src/contract/applications.ts";
import { cycleRoutes } from "../../../../src/contract/cycles.ts";
import { planRoutes } from "../../../../src/contract/plans.ts";
import type { Permission } from "../../../../src/contract/route.ts";
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
  const navigate = useNavigate();
  const { orgId: org, appId: app, name } = application;
  return (
    <StartButton
      work="run"
      permission="provisioning:retry"
      application={application}
      button={{ variant, ariaLabel: t("run.of", { name }) }}
      run={() => client.call(cycleRoutes.syncApplication, { params: { org, app }, body: {} })}
      onDone={({ cycleId: cycle }) =>
        navigate({
          to: "/organizations/$org/applications/$app/cycles/$cycle",
          params: { org, app, cycle },
        })
      }
    />
  );
}

/** Makes a plan, after a question, and leads to its page. */
export function MakePlan({ application, variant }: StartProps) {
  const { client } = useConsole();
  const navigate = useNavigate();
  const { orgId: org, appId: app } = application;
  return (
    <StartButton
      work="plan"
      permission="provisioning:run"
      application={application}
      button={{ variant }}
      run={() => client.call(planRoutes.planCycle, { params: { org, app }, body: {} })}
      onDone={({ planId: plan }) =>
        navigate({ to: "/organizations/$org/applications/$app/plans/$plan", params: { org, app, plan } })
      }
    />
  );
}

interface StartButtonProps<Result> {
  readonly work: "run" | "plan";
  readonly permission: Permission;
  readonly application: ApplicationShape;
  readonly button: Pick<ButtonProps, "variant" | "ariaLabel">;
  run(): Promise<Result>;
  onDone(result: Result): Promise<void>;
}

/** A button that starts work on an application after a question. Without the permission there is nothing to press. */
function StartButton<Result>(props: StartButtonProps<Result>) {
  const { work, permission, application, button, run, onDone } = props;
  const { t } = useTexts("applications");
  const may = useMay();
  const queries = useQueryClient();
  const [isAsked, setAsked] = useState(false);
  const { orgId: org, name } = application;
  if (!may(permission)) return null;
  return (
    <>
      <Button {...button} onClick={() => setAsked(true)}>
        {t(work)}
      </Button>
      {isAsked && (
        <Confirm
          heading={t(`${work}.heading`, { name })}
          text={t(`${work}.text`)}
          action={t(work)}
          run={run}
          onDone={(result) => {
            void queries.invalidateQueries({ queryKey: keys.applications(org) });
            void onDone(result);
          }}
          onCancel={() => setAsked(false)}
        />
      )}
    </>
  );
}
