import Button from "@cloudscape-design/components/button";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import {
  type RejectedRequestWhole,
  type ReplayOutcomeShape,
  type ReplayResult,
  rejectedRequestRoutes,
} from "../../../../src/contract/rejected-requests.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ChangeList } from "../../objects/change-list.tsx";
import { useConsole, useOrganization } from "../../shell/console-context.ts";
import { Confirm } from "../../states/confirm.tsx";
import { ErrorState } from "../../states/error-state.tsx";

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
      {result !== undefined && <Outcomes result={result} />}
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

function Outcomes({ result: { sent, items } }: { readonly result: ReplayResult }) {
  const { t } = useTexts("rejected-requests", "scim-tokens");
  return (
    <div className="replay-results" role="status">
      <p>{t(sent ? "replay.sent" : "replay.tried")}</p>
      <table className="facts">
        <thead>
          <tr>
            <th scope="col">{t("profile")}</th>
            <th scope="col">{t("outcome")}</th>
            <th scope="col">{t("outcome.effect")}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.profile}>
              <th scope="row">{t(`scim-tokens:profile.${item.profile}`)}</th>
              <td>
                <span className={item.accepted ? "badge badge-success" : "badge badge-failure"}>
                  {t(item.accepted ? "outcome.accepted" : "outcome.rejected")}
                </span>{" "}
                <code translate="no">
                  {item.status} {item.scimType}
                </code>
                {item.detail !== null && <p className="soft">{item.detail}</p>}
              </td>
              <td>
                <Effect outcome={item} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Effect({ outcome: { accepted, effect, changes } }: { readonly outcome: ReplayOutcomeShape }) {
  const { t } = useTexts("rejected-requests");
  if (!accepted) return "–";
  return (
    <>
      {t(`effect.${effect}`)}
      <ChangeList changes={changes} />
    </>
  );
}
