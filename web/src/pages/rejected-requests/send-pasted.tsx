import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { type ReplayResult, rejectedRequestRoutes } from "../../../../src/contract/rejected-requests.ts";
import { tokenRoutes } from "../../../../src/contract/tokens.ts";
import type { FiledRequest } from "../../../../src/files/read-replay.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { DialogButton } from "../../objects/dialog-button.tsx";
import { useConsole, useOrganization } from "../../shell/console-context.ts";
import { Confirm } from "../../states/confirm.tsx";
import { ReplayOutcomes } from "./replay-outcomes.tsx";

/** Sends a request for good, as a request of a token that is chosen. Without the values that were removed it cannot be sent. */
export function SendPasted({ request, redacted }: FiledRequest) {
  const { t } = useTexts("rejected-requests");
  const { client } = useConsole();
  const org = useOrganization();
  const id = useId();
  const [token, setToken] = useState("");
  const [sent, setSent] = useState<ReplayResult>();
  const tokens = useQuery({
    queryKey: keys.tokenList(org),
    queryFn: async ({ signal }) => {
      const { items } = await client.call(tokenRoutes.listTokens, { params: { org }, signal });
      return { items: [...items].reverse(), next: null };
    },
  });
  const known = (tokens.data?.items ?? []).filter(
    ({ kind, revokedAt }) => kind === "scim" && revokedAt === null,
  );
  if (redacted.length > 0) return <p className="soft">{t("redacted", { names: redacted.join(", ") })}</p>;
  if (known.length === 0) return <p className="soft">{t("paste.no-token")}</p>;
  const chosen = known.find(({ tokenId }) => tokenId === token) ?? known[0];
  return (
    <>
      <div className="replay-actions">
        <span className="filter">
          <label htmlFor={id}>{t("paste.token")}</label>
          <select id={id} value={chosen?.tokenId} onChange={({ target }) => setToken(target.value)}>
            {known.map(({ tokenId, name }) => (
              <option key={tokenId} value={tokenId} translate="no">
                {name}
              </option>
            ))}
          </select>
        </span>
        <DialogButton text={t("paste.send")} permission="organization:write">
          {(close) => (
            <Confirm
              heading={t("paste.send.heading")}
              text={t("replay.send.text", { token: chosen?.name ?? "" })}
              action={t("paste.send")}
              run={() =>
                client.call(rejectedRequestRoutes.replayRequest, {
                  params: { org },
                  body: { request, send: true, token: chosen?.tokenId },
                })
              }
              onDone={(result) => {
                setSent(result);
                close();
              }}
              onCancel={close}
            />
          )}
        </DialogButton>
      </div>
      {sent !== undefined && <ReplayOutcomes result={sent} />}
    </>
  );
}
