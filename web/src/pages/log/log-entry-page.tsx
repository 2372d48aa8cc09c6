import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { type LogEntryDetails, recordRoutes } from "../../../../src/contract/records.ts";
import { keys } from "../../api/keys.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ActionName } from "../../objects/action-name.tsx";
import { ChangeList } from "../../objects/change-list.tsx";
import { ObjectLink } from "../../objects/object-link.tsx";
import { Time } from "../../objects/time.tsx";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import { QueryView } from "../../states/query-view.tsx";
import { LogSteps } from "./log-steps.tsx";

/** One entry of the provisioning log: the steps of the object, the changes and the calls. */
export function LogEntryPage() {
  const { t } = useTexts("log", "common");
  const { client } = useConsole();
  const may = useMay();
  const { org, app, entry } = useParams({ from: "/organizations/$org/applications/$app/log/$entry" });
  const query = useQuery({
    queryKey: keys.logEntry(org, app, entry),
    queryFn: ({ signal }) => client.call(recordRoutes.getLogEntry, { params: { org, app, entry }, signal }),
    enabled: may("provisioning:read"),
    // A record never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { data } = query;
  return (
    <Page
      title={data?.name ?? t("entry")}
      isName={data !== undefined}
      parent={{ to: "/organizations/$org/log", text: t("common:page.log") }}
      badge={
        data === undefined ? undefined : (
          <span className={`badge badge-${data.status}`}>{t(`status.${data.status}`)}</span>
        )
      }
      permission="provisioning:read"
    >
      <QueryView query={query}>{(found) => <Entry entry={found} />}</QueryView>
    </Page>
  );
}

function Entry({ entry }: { readonly entry: LogEntryDetails }) {
  const { t } = useTexts("log");
  const { steps, changes, exchanges } = entry;
  return (
    <>
      <Facts entry={entry} />
      <h2 className="section-title">{t("entry.steps")}</h2>
      <LogSteps steps={steps} />
      {changes.length > 0 && (
        <>
          <h2 className="section-title">{t("entry.changes")}</h2>
          <ChangeList changes={changes} />
        </>
      )}
      <h2 className="section-title">{t("entry.exchanges")}</h2>
      <Calls exchanges={exchanges} />
    </>
  );
}

function Facts({ entry }: { readonly entry: LogEntryDetails }) {
  const { t } = useTexts("log");
  const { dateTime } = useFormat();
  const org = useOrganization();
  const {
    id,
    at,
    appId: app,
    cycleId: cycle,
    type,
    objectId,
    name,
    accountId,
    action,
    referenceCode,
  } = entry;
  return (
    <dl className="summary">
      <div>
        <dt>{t("entry.at")}</dt>
        <dd>
          {dateTime(at)} (<Time at={at} />)
        </dd>
      </div>
      <div>
        <dt>{t("column.object")}</dt>
        <dd>
          <ObjectLink type={type} objectId={objectId} name={name} />
        </dd>
      </div>
      <div>
        <dt>{t("column.action")}</dt>
        <dd>
          <ActionName action={action} />
        </dd>
      </div>
      {accountId !== null && (
        <div>
          <dt>{t("entry.account")}</dt>
          <dd translate="no">{accountId}</dd>
        </div>
      )}
      <div>
        <dt>{t("entry.cycle")}</dt>
        <dd>
          <Link to="/organizations/$org/applications/$app/cycles/$cycle" params={{ org, app, cycle }}>
            {t("entry.cycle.open")}
          </Link>
        </dd>
      </div>
      {referenceCode !== null && (
        <div>
          <dt>{t("entry.reference-code")}</dt>
          <dd translate="no">
            <code>{referenceCode}</code>
          </dd>
        </div>
      )}
      <div>
        <dt>{t("entry.id")}</dt>
        <dd>
          <code>{id}</code>
        </dd>
      </div>
    </dl>
  );
}

/** The requests of the entry; each leads to its content. */
function Calls({ exchanges }: Pick<LogEntryDetails, "exchanges">) {
  const { t } = useTexts("log");
  const org = useOrganization();
  if (exchanges.length === 0) return <p className="note">{t("entry.exchanges.none")}</p>;
  return (
    <ul className="log-calls" translate="no">
      {exchanges.map(({ id, method, url, status, failure, carrierId }) => (
        <li key={id}>
          <span className={`badge badge-${status !== null && status < 400 ? "success" : "failure"}`}>
            {status ?? failure ?? "–"}
          </span>{" "}
          <Link to="/organizations/$org/exchanges/$exchange" params={{ org, exchange: id }}>
            <code>{method}</code> {url}
          </Link>
          {carrierId !== null && (
            <>
              {" "}
              <Link
                to="/organizations/$org/exchanges/$exchange"
                params={{ org, exchange: carrierId }}
                translate="yes"
                aria-label={t("entry.carrier.of", { method, url })}
              >
                {t("entry.carrier")}
              </Link>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
