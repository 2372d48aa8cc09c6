import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { exchangeRoutes, type RecordedExchangeShape } from "../../../../src/contract/exchanges.ts";
import { keys } from "../../api/keys.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ActionName } from "../../objects/action-name.tsx";
import { ObjectLink } from "../../objects/object-link.tsx";
import { Time } from "../../objects/time.tsx";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import { QueryView } from "../../states/query-view.tsx";
import { CopyCurl } from "./copy-curl.tsx";
import { pathOf } from "./exchange-columns.tsx";
import { ExchangePart } from "./exchange-part.tsx";
import { StatusBadge } from "./status-badge.tsx";
import "./exchanges.css";

/** One recorded request with its answer, side by side. */
export function ExchangePage() {
  const { t } = useTexts("exchanges", "common");
  const { client } = useConsole();
  const may = useMay();
  const { org, exchange } = useParams({ from: "/organizations/$org/exchanges/$exchange" });
  const query = useQuery({
    queryKey: keys.exchange(org, exchange),
    queryFn: ({ signal }) => client.call(exchangeRoutes.getExchange, { params: { exchange }, signal }),
    enabled: may("provisioning:read"),
    // A record never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { data } = query;
  return (
    <Page
      title={data === undefined ? t("title") : `${data.method} ${pathOf(data.url)}`}
      isName={data !== undefined}
      parent={{ to: "/organizations/$org/exchanges", text: t("common:page.exchanges") }}
      badge={data === undefined ? undefined : <StatusBadge status={data.status} failure={data.failure} />}
      actions={data === undefined ? undefined : <CopyCurl exchange={data} />}
      permission="provisioning:read"
    >
      <QueryView query={query}>{(found) => <Exchange exchange={found} />}</QueryView>
    </Page>
  );
}

function Exchange({ exchange }: { readonly exchange: RecordedExchangeShape }) {
  const { t } = useTexts("exchanges");
  const { request, response, withheld } = exchange;
  return (
    <div className="exchange">
      <Facts exchange={exchange} />
      {withheld ? (
        <p className="note">{t("withheld")}</p>
      ) : (
        <div className="exchange-parts">
          <ExchangePart
            heading={t("request")}
            part={request}
            label={t("request.body")}
            none={t("request.none")}
          />
          <ExchangePart
            heading={t("response")}
            part={response}
            label={t("response.body")}
            none={t("response.none")}
          />
        </div>
      )}
    </div>
  );
}

function Facts({ exchange }: { readonly exchange: RecordedExchangeShape }) {
  const { t } = useTexts("exchanges");
  const { dateTime, milliseconds, bytes } = useFormat();
  const { id, at, ms, url, requestBytes, responseBytes } = exchange;
  return (
    <dl className="summary">
      <div>
        <dt>{t("column.at")}</dt>
        <dd>
          {dateTime(at)} (<Time at={at} />)
        </dd>
      </div>
      <div>
        <dt>{t("column.ms")}</dt>
        <dd>{milliseconds(ms)}</dd>
      </div>
      <div>
        <dt>{t("size")}</dt>
        <dd>{t("size.shown", { request: bytes(requestBytes), response: bytes(responseBytes) })}</dd>
      </div>
      <StepFacts exchange={exchange} />
      <JoiningFacts exchange={exchange} />
      <div>
        <dt>{t("address")}</dt>
        <dd translate="no">{url}</dd>
      </div>
      <div>
        <dt>{t("id")}</dt>
        <dd>
          <code>{id}</code>
        </dd>
      </div>
    </dl>
  );
}

/** The bulk request that the request travelled in, or the number of requests in a bulk request. */
function JoiningFacts({
  exchange: { carrierId, joined },
}: {
  readonly exchange: Pick<RecordedExchangeShape, "carrierId" | "joined">;
}) {
  const { t } = useTexts("exchanges");
  const { number } = useFormat();
  const org = useOrganization();
  if (carrierId === null && joined === null) return null;
  return (
    <div>
      <dt>{t("bulk")}</dt>
      <dd>
        {joined !== null && t("bulk.joined", { count: joined, number: number(joined) })}
        {carrierId !== null && (
          <Link to="/organizations/$org/exchanges/$exchange" params={{ org, exchange: carrierId }}>
            {t("bulk.carrier")}
          </Link>
        )}
      </dd>
    </div>
  );
}

/** The object, the cycle and the log of the step that sent the request. */
function StepFacts({ exchange: { appId: app, step } }: { readonly exchange: RecordedExchangeShape }) {
  const { t } = useTexts("exchanges");
  const org = useOrganization();
  if (step === null || app === null) return null;
  const { type, objectId, name, operation, cycleId: cycle } = step;
  return (
    <>
      <div>
        <dt>{t("column.object")}</dt>
        <dd>
          <ObjectLink type={type} objectId={objectId} name={name ?? t("gone")} />{" "}
          <ActionName action={operation} />
        </dd>
      </div>
      <div>
        <dt>{t("cycle")}</dt>
        <dd>
          <Link to="/organizations/$org/applications/$app/cycles/$cycle" params={{ org, app, cycle }}>
            {t("cycle.open")}
          </Link>
        </dd>
      </div>
      <div>
        <dt>{t("log")}</dt>
        <dd>
          <Link to="/organizations/$org/log" params={{ org }} search={{ app, object: objectId }}>
            {t("log.open")}
          </Link>
        </dd>
      </div>
    </>
  );
}
