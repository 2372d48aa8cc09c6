import Button from "@cloudscape-design/components/button";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type PersonSessionShape, signInRoutes } from "../../../../src/contract/sign-in.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { describeBrowser } from "../../objects/describe-browser.ts";
import { Panel } from "../../objects/panel.tsx";
import { Time } from "../../objects/time.tsx";
import { useConsole } from "../../shell/console-context.ts";
import { Confirm } from "../../states/confirm.tsx";
import { ErrorState } from "../../states/error-state.tsx";
import { QueryView } from "../../states/query-view.tsx";

/** The own sessions. One that the person does not know is ended here. */
export function SessionsPanel() {
  const { t } = useTexts("account");
  const { client } = useConsole();
  const queries = useQueryClient();
  const [endsOthers, setEndsOthers] = useState(false);
  const query = useQuery({
    queryKey: keys.sessions(),
    queryFn: ({ signal }) => client.call(signInRoutes.listSessions, { signal }),
  });
  const others = query.data?.items.filter(({ isCurrent }) => !isCurrent).length ?? 0;
  const refresh = () => void queries.invalidateQueries({ queryKey: keys.sessions() });
  return (
    <Panel
      isWide
      heading={t("sessions")}
      text={t("sessions.text")}
      actions={others > 0 && <Button onClick={() => setEndsOthers(true)}>{t("sessions.end-others")}</Button>}
    >
      <QueryView query={query}>
        {({ items }) => (
          <ul className="entries">
            {[...items].reverse().map((session) => (
              <SessionEntry key={session.sessionId} session={session} onEnded={refresh} />
            ))}
          </ul>
        )}
      </QueryView>
      {endsOthers && (
        <Confirm
          heading={t("sessions.end-others-heading")}
          text={t("sessions.end-others-text", { count: others })}
          action={t("sessions.end-others")}
          run={() => client.call(signInRoutes.endOtherSessions, {})}
          onDone={() => {
            refresh();
            setEndsOthers(false);
          }}
          onCancel={() => setEndsOthers(false)}
        />
      )}
    </Panel>
  );
}

function SessionEntry({ session, onEnded }: { readonly session: PersonSessionShape; onEnded(): void }) {
  const { t } = useTexts("account");
  const { client } = useConsole();
  const { sessionId, isCurrent, userAgent, address, createdAt, usedAt } = session;
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => client.call(signInRoutes.endSession, { params: { session: sessionId } }),
    onSuccess: onEnded,
  });
  const browser = describeBrowser(userAgent) ?? t("sessions.unknown");
  return (
    <li className="entry">
      <div>
        <p className="entry-name">
          <span title={userAgent ?? undefined} translate="no">
            {browser}
          </span>
          {isCurrent && <span className="badge badge-active">{t("sessions.current")}</span>}
        </p>
        <p className="soft">
          {t("sessions.from", { address })} · {t("sessions.began")} <Time at={createdAt} /> ·{" "}
          {t("sessions.used")} <Time at={usedAt} />
        </p>
        {error !== null && <ErrorState of="action" error={error} />}
      </div>
      {!isCurrent && (
        <Button
          loading={isPending}
          ariaLabel={t("sessions.end-one", { browser, address })}
          onClick={() => mutate()}
        >
          {t("sessions.end")}
        </Button>
      )}
    </li>
  );
}
