import Button from "@cloudscape-design/components/button";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type CycleShape, cycleRoutes } from "../../../../src/contract/cycles.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";
import { Confirm } from "../../states/confirm.tsx";

/** Ends a cycle that is in progress, after a question. */
export function CancelCycle({ cycle }: { readonly cycle: CycleShape }) {
  const { t } = useTexts("cycles");
  const { client } = useConsole();
  const org = useOrganization();
  const may = useMay();
  const queries = useQueryClient();
  const [isAsked, setAsked] = useState(false);
  const { cycleId, appId, endedAt, cancelRequestedAt } = cycle;
  if (!may("provisioning:run") || endedAt !== null || cancelRequestedAt !== null) return null;
  return (
    <>
      <Button onClick={() => setAsked(true)}>{t("cancel")}</Button>
      {isAsked && (
        <Confirm
          heading={t("cancel.heading")}
          text={t("cancel.text")}
          action={t("cancel")}
          run={() => client.call(cycleRoutes.cancelCycle, { params: { cycle: cycleId } })}
          onDone={() => {
            void queries.invalidateQueries({ queryKey: keys.application(org, appId) });
            setAsked(false);
          }}
          onCancel={() => setAsked(false)}
        />
      )}
    </>
  );
}
