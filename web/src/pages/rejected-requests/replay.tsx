import Button from "@cloudscape-design/components/button";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import {
  type RejectedRequestWhole,
  type ReplayResult,
  rejectedRequestRoutes,
} from "../../../../src/contract/rejected-requests.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole, useOrganization } from "../../shell/console-context.ts";
import { Confirm } from "../../states/confirm.tsx";
import { ErrorState } from "../../states/error-state.tsx";
import { ReplayOutcomes } from "./replay-outcomes.tsx";

/** Tries a request in every profile without a change; then it can be sent again, for good. */
export function Replay({ request }: { readonly request: RejectedRequestWhole }) {
  const { t } = useTexts("rejected-requests", "common");
  const { client } = useConsole();
  const org = useOrganization();
  const [isAsked, setAsked] = useState(false);
  const [sent, setSent] = useState<ReplayResult>();
  const params = { org, request: request.requestId };
  const dryRun = useMutation({
    mutationFn: () => client.call(rejectedRequestRoutes.replayRejectedRequest, { params, body: {} }),
    onMutate: () => setSent(undefined),
  });
  const result = sent ?? dryRun.data;

  async function send() {
    setSent(await client.call(rejectedRequestRoutes.replayRejectedRequest, { params, body: { send: true } }));
  }
  return (
    <section className="panel">
      <h2>{t("replay")}</h2>
      <p className="soft">{t("replay.help")}</p>
      <div className="replay-actions">
        <Button
          loading={dryRun.isPending}
          loadingText={t("common:confirm.busy")}
          onClick={() => dryRun.mutate()}
        >
          {t("replay.try")}
        </Button>
        {dryRun.data !== undefined && <Button onClick={() => setAsked(true)}>{t("replay.send")}</Button>}
      </div>
      {dryRun.error !== null && <ErrorState of="action" error={dryRun.error} />}
      {result !== undefined && <ReplayOutcomes result={result} />}
      {isAsked && (
        <Confirm
          heading={t("replay.send.heading")}
          text={t("replay.send.text", { token: request.tokenName })}
          action={t("replay.send")}
          run={send}
          onDone={() => setAsked(false)}
          onCancel={() => setAsked(false)}
        />
      )}
    </section>
  );
}
