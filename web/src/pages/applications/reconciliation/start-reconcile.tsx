import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ApplicationShape } from "../../../../../src/contract/applications.ts";
import { type ReconciliationShape, reconcileRoutes } from "../../../../../src/contract/reconcile.ts";
import { keys } from "../../../api/keys.ts";
import { useFormat } from "../../../i18n/use-format.ts";
import { useTexts } from "../../../i18n/use-texts.ts";
import { DialogButton } from "../../../objects/dialog-button.tsx";
import { useConsole } from "../../../shell/console-context.ts";
import { Confirm } from "../../../states/confirm.tsx";

interface StartReconcileProps {
  readonly application: ApplicationShape;
  /** The last comparison, which says whether there is anything to correct. */
  readonly found: ReconciliationShape;
}

/** Compares the target now, or corrects what the last comparison found, each after a question. */
export function StartReconcile({ application, found }: StartReconcileProps) {
  const { t } = useTexts("reconcile");
  const { number } = useFormat();
  const { name } = application;
  const { drifted, missing, corrected, held } = found;
  const count = corrected || held ? 0 : drifted + missing;
  return (
    <>
      <StartButton
        application={application}
        correct={false}
        action={t("compare")}
        heading={t("compare.heading", { name })}
        text={t("compare.text")}
      />
      {count > 0 && (
        <StartButton
          application={application}
          correct={true}
          action={t("correct")}
          heading={t("correct.heading", { name })}
          text={t("correct.text", { count, shown: number(count) })}
        />
      )}
    </>
  );
}

interface StartButtonProps extends Pick<StartReconcileProps, "application"> {
  readonly correct: boolean;
  readonly action: string;
  readonly heading: string;
  readonly text: string;
}

/** Begins the cycle and leads to the page that follows it. */
function StartButton({ application, correct, action, heading, text }: StartButtonProps) {
  const { client } = useConsole();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { orgId: org, appId: app } = application;
  return (
    <DialogButton text={action} permission="provisioning:run">
      {(close) => (
        <Confirm
          heading={heading}
          text={text}
          action={action}
          run={() =>
            client.call(reconcileRoutes.reconcileApplication, { params: { org, app }, body: { correct } })
          }
          onDone={({ cycleId: cycle }) => {
            void queries.invalidateQueries({ queryKey: keys.applications(org) });
            void navigate({
              to: "/organizations/$org/applications/$app/cycles/$cycle",
              params: { org, app, cycle },
            });
          }}
          onCancel={close}
        />
      )}
    </DialogButton>
  );
}
