import Box from "@cloudscape-design/components/box";
import Button, { type ButtonProps } from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import { useMutation } from "@tanstack/react-query";
import type { z } from "zod";
import { type ApplicationShape, applicationRoutes } from "../../../../src/contract/applications.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ReasonList } from "../../objects/reason-list.tsx";
import { useConsole, useMay } from "../../shell/console-context.ts";
import { ErrorState } from "../../states/error-state.tsx";

type TestResult = z.output<typeof applicationRoutes.testApplication.response>;

interface TestConnectionProps {
  readonly application: ApplicationShape;
  readonly variant: ButtonProps.Variant;
}

/** Asks the target whether it accepts the address and the credentials, and shows the answer. Nothing is changed. */
export function TestConnection({ application, variant }: TestConnectionProps) {
  const { t } = useTexts("applications", "common");
  const { client } = useConsole();
  const may = useMay();
  const { orgId: org, appId: app, name } = application;
  const { mutate, reset, isPending, data, error } = useMutation({
    mutationFn: () => client.call(applicationRoutes.testApplication, { params: { org, app } }),
  });
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
        <Modal
          visible
          header={t("test.heading", { name })}
          closeAriaLabel={t("common:close")}
          onDismiss={reset}
          footer={
            <Box float="right">
              <Button variant="primary" onClick={reset}>
                {t("common:close")}
              </Button>
            </Box>
          }
        >
          {error !== null && <ErrorState error={error} />}
          {data !== undefined && <Result result={data} />}
        </Modal>
      )}
    </>
  );
}

function Result({ result: { authorized, fault, notes, refused } }: { readonly result: TestResult }) {
  const { t } = useTexts("applications");
  const isUsable = authorized && fault === null;
  return (
    <>
      <p>{t(isUsable ? "test.ok" : "test.failed")}</p>
      <ReasonList reasons={[...(fault === null ? [] : [fault]), ...notes]} />
      {refused.length > 0 && (
        <>
          <p>{t("test.refused")}</p>
          <ul className="reasons">
            {refused.map(({ path, status }) => (
              <li key={`${path} ${status}`}>
                <code>{path}</code> {status}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
