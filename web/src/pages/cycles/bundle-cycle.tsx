import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import { type CycleShape, cycleRoutes } from "../../../../src/contract/cycles.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { saveText } from "../../objects/save-text.ts";
import { useConsole, useMay } from "../../shell/console-context.ts";
import { Confirm } from "../../states/confirm.tsx";

/** Downloads what a cycle read and decided, after a remark on what the file holds. A cycle without a bundle says why. */
export function BundleCycle({ cycle: { cycleId, planId } }: { readonly cycle: CycleShape }) {
  const { t } = useTexts("cycles");
  const { client } = useConsole();
  const may = useMay();
  const [isAsked, setAsked] = useState(false);
  if (!may("exchanges:read") || planId === null) return null;
  return (
    <>
      <Button onClick={() => setAsked(true)}>{t("bundle")}</Button>
      {isAsked && (
        <Confirm
          heading={t("bundle.heading")}
          text={t("bundle.text")}
          action={t("bundle")}
          run={() => client.call(cycleRoutes.bundleCycle, { params: { cycle: cycleId } })}
          onDone={(text) => {
            saveText(`cycle-${cycleId}.jsonl`, text, "application/jsonl");
            setAsked(false);
          }}
          onCancel={() => setAsked(false)}
        />
      )}
    </>
  );
}
