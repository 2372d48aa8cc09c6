import Button from "@cloudscape-design/components/button";
import { useMutation } from "@tanstack/react-query";
import type { ApplicationShape } from "../../../../../src/contract/applications.ts";
import { noticeRoutes } from "../../../../../src/contract/notices.ts";
import { useTexts } from "../../../i18n/use-texts.ts";
import { MailOutcome } from "../../../objects/mail-outcome.tsx";
import { useConsole, useMay } from "../../../shell/console-context.ts";
import { AnswerDialog } from "../../../states/answer-dialog.tsx";
import { ErrorState } from "../../../states/error-state.tsx";

/** Sends a test message to the address for messages, and shows what the mail server answered. */
export function TestNotice({ application }: { readonly application: ApplicationShape }) {
  const { t } = useTexts("settings", "common");
  const { client } = useConsole();
  const may = useMay();
  const { orgId: org, appId: app, name } = application;
  const { mutate, reset, isPending, data, error } = useMutation({
    mutationFn: () => client.call(noticeRoutes.testNotice, { params: { org, app }, body: {} }),
  });
  if (!may("applications:write")) return null;
  return (
    <section className="panel">
      <h2>{t("section.messages")}</h2>
      <p className="soft">{t("notice.text")}</p>
      <div className="panel-actions">
        <Button loading={isPending} loadingText={t("common:confirm.busy")} onClick={() => mutate()}>
          {t("notice.test")}
        </Button>
      </div>
      {error !== null && (
        <AnswerDialog heading={t("notice.heading", { name })} onClose={reset}>
          <ErrorState of="action" error={error} />
        </AnswerDialog>
      )}
      {data !== undefined && (
        <MailOutcome heading={t("notice.heading", { name })} outcome={data} onClose={reset} />
      )}
    </section>
  );
}
