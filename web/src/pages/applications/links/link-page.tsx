import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import {
  type AccountLinkEventShape,
  type AccountLinkHistoryShape,
  accountLinkRoutes,
} from "../../../../../src/contract/account-links.ts";
import { keys } from "../../../api/keys.ts";
import { useTexts } from "../../../i18n/use-texts.ts";
import { ObjectLink } from "../../../objects/object-link.tsx";
import { Panel } from "../../../objects/panel.tsx";
import { Time } from "../../../objects/time.tsx";
import { useReasonTexts } from "../../../objects/use-reason-texts.ts";
import { useConsole, useMay } from "../../../shell/console-context.ts";
import { Page } from "../../../shell/page.tsx";
import { QueryView } from "../../../states/query-view.tsx";
import { Relink, UndoLink, Unlink } from "./link-actions.tsx";
import { LINKS } from "./link-search.ts";
import "../../../objects/provisioning.css";

const FROM = "/organizations/$org/applications/$app/links/$object";

/** The link of one object: its account, what can be done with it, and its history. */
export function LinkPage() {
  const { t } = useTexts("links");
  const { client } = useConsole();
  const may = useMay();
  const { org, app, object } = useParams({ from: FROM });
  const query = useQuery({
    queryKey: keys.link(org, app, object),
    queryFn: ({ signal }) => client.call(accountLinkRoutes.getLink, { params: { org, app, object }, signal }),
    enabled: may("provisioning:read"),
  });
  const { data } = query;
  return (
    <Page
      title={data?.name ?? t("title")}
      isName={data !== undefined}
      part={t("title")}
      parent={{ to: LINKS, app, text: t("heading") }}
      actions={data === undefined ? undefined : <Actions history={data} app={app} />}
      permission="provisioning:read"
    >
      <QueryView query={query}>{(history) => <History history={history} />}</QueryView>
    </Page>
  );
}

function Actions({ history, app }: { readonly history: AccountLinkHistoryShape; readonly app: string }) {
  const { objectId, name, link, events } = history;
  const [last] = events;
  const subject = { app, objectId, name };
  return (
    <>
      {last?.undoable === true && <UndoLink {...subject} event={last.eventId} />}
      {link !== null && <Unlink {...subject} account={link.accountId} />}
      <Relink {...subject} account={link?.accountId} />
    </>
  );
}

function History({ history }: { readonly history: AccountLinkHistoryShape }) {
  const { t } = useTexts("links");
  const { objectId, type, link, events } = history;
  return (
    <div className="provisioning-parts">
      <Panel heading={t("link.heading")}>
        {link === null ? (
          <p className="soft">{t("link.none")}</p>
        ) : (
          <p>
            {t("link.account")} <code translate="no">{link.accountId}</code> ·{" "}
            {t(`provenance.${link.provenance}`)} · <Time at={link.since} />
          </p>
        )}
        <p>
          <ObjectLink type={type} objectId={objectId} name={t(`open.${type}`)} />
        </p>
      </Panel>
      <Panel heading={t("history.heading")}>
        {events.length === 0 ? (
          <p className="soft">{t("history.none")}</p>
        ) : (
          <ol className="timeline">
            {events.map((event) => (
              <Change key={event.eventId} event={event} />
            ))}
          </ol>
        )}
      </Panel>
    </div>
  );
}

function Change({ event }: { readonly event: AccountLinkEventShape }) {
  const { t } = useTexts("links");
  const textFor = useReasonTexts();
  const { at, kind, accountId, formerAccountId, cause, actor, actorName } = event;
  return (
    <li className="timeline-entry">
      <p>{textFor({ code: `link-event.${kind}`, params: { account: accountId } })}</p>
      {cause !== null && <p>{textFor({ code: `link-end.${cause}`, params: {} })}</p>}
      {formerAccountId !== null && formerAccountId !== accountId && (
        <p className="soft">
          {t("history.before")} <code translate="no">{formerAccountId}</code>
        </p>
      )}
      <p className="soft">
        <Time at={at} /> · {actor === "system" ? t("history.cycle") : (actorName ?? actor)}
      </p>
    </li>
  );
}
