import Button, { type ButtonProps } from "@cloudscape-design/components/button";
import type { ApplicationShape } from "../../../../src/contract/applications.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useMay } from "../../shell/console-context.ts";
import { AnswerDialog } from "../../states/answer-dialog.tsx";
import { ErrorState } from "../../states/error-state.tsx";
import { TestResult, useConnectionTest } from "./test-result.tsx";

interface TestConnectionProps {
  readonly application: ApplicationShape;
  readonly variant: ButtonProps.Variant;
}

/** Asks the target whether it accepts the address and the credentials, and shows the answer. Nothing is changed. */
export function TestConnection({ application, variant }: TestConnectionProps) {
  const { t } = useTexts("applications", "common");
  const may = useMay();
  const { mutate, reset, isPending, data, error } = useConnectionTest(application);
  const { name } = application;
  if (!may("provisioning:retry")) return null;
  return (
    <>
      <Button
        variant={variant}
        ariaLabel={t("test.of", { name })}
        loading={isPending}
        loadingText={t("common:confirm.busy")}
        onClick={() => mutate()}
      >
        {t("test")}
      </Button>
      {(data !== undefined || error !== null) && (
        <AnswerDialog heading={t("test.heading", { name })} onClose={reset}>
          {error !== null && <ErrorState error={error} />}
          {data !== undefined && <TestResult result={data} />}
        </AnswerDialog>
      )}
    </>
  );
}
