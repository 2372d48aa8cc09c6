import { Link } from "@tanstack/react-router";
import type { ApplicationShape } from "../../../../src/contract/applications.ts";
import { type WaitingShape, waitingRoutes } from "../../../../src/contract/waiting.ts";
import { keys } from "../../api/keys.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { MoreList } from "../../lists/more-list.tsx";
import { ExchangesLink } from "../../objects/exchanges-link.tsx";
import { HoldAnswer } from "../../objects/hold-answer.tsx";
import { ObjectLink } from "../../objects/object-link.tsx";
import { ReasonList } from "../../objects/reason-list.tsx";
import { Time } from "../../objects/time.tsx";
import { useConsole, useOrganization } from "../../shell/console-context.ts";

/** The objects that earlier cycles left something to do for, with the reasons; holds are answered here one by one. */
export function WaitingList({ application }: { readonly application: ApplicationShape }) {
  const { t } = useTexts("applications");
  const { client } = useConsole();
  const { number } = useFormat();
  const { orgId: org, appId: app, parkedValues } = application;
  return (
    <section className="panel">
      <h2>{t("waiting")}</h2>
      <MoreList
        queryKey={keys.waiting(org, app)}
        read={(after, signal) =>
          client.call(waitingRoutes.listWaiting, {
            params: { org, app },
            query: { after, limit: 20 },
            signal,
          })
        }
        empty={t("waiting.none")}
        idOf={({ objectId }) => objectId}
      >
        {(waiting) => <Waiting app={app} waiting={waiting} />}
      </MoreList>
      {parkedValues > 0 && (
        <p className="soft">{t("waiting.values", { count: parkedValues, shown: number(parkedValues) })}</p>
      )}
    </section>
  );
}

function Waiting({ app, waiting }: { readonly app: string; readonly waiting: WaitingShape }) {
  const { t } = useTexts("applications");
  const { objectId, type, name, state, reasons, since, nextAttemptAt, attempts, exchangeId, planId } =
    waiting;
  const org = useOrganization();
  return (
    <>
      <div className="row-head">
        <ObjectLink type={type} objectId={objectId} name={name} />
        <span className="badge badge-warm">{t(`waiting.${state}`)}</span>
        {state === "held" && planId !== null && (
          <HoldAnswer app={app} plan={planId} objectId={objectId} name={name} given={waiting.answer} />
        )}
      </div>
      <ReasonList reasons={reasons} />
      <p className="soft">
        {t("waiting.since")} <Time at={since} />
        {attempts > 0 && (
          <>
            {" "}
            · {t("waiting.attempts", { count: attempts })} ·{" "}
            <ExchangesLink app={app} of={{ object: objectId }} name={name} />
          </>
        )}
        {exchangeId !== null && (
          <>
            {" "}
            ·{" "}
            <Link to="/organizations/$org/exchanges/$exchange" params={{ org, exchange: exchangeId }}>
              {t("waiting.exchange")}
            </Link>
          </>
        )}
        {nextAttemptAt !== null && (
          <>
            {" "}
            · {t("waiting.next")} <Time at={nextAttemptAt} />
          </>
        )}
      </p>
    </>
  );
}
