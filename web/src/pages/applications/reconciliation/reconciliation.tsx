import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ApplicationShape } from "../../../../../src/contract/applications.ts";
import { type ReconciliationShape, reconcileRoutes } from "../../../../../src/contract/reconcile.ts";
import { keys } from "../../../api/keys.ts";
import { useRefresh } from "../../../api/live.ts";
import { useFormat } from "../../../i18n/use-format.ts";
import { useTexts } from "../../../i18n/use-texts.ts";
import { Panel } from "../../../objects/panel.tsx";
import { Time } from "../../../objects/time.tsx";
import { useConsole } from "../../../shell/console-context.ts";
import { QueryView } from "../../../states/query-view.tsx";
import { DriftList, OrphanList, RefusalList } from "./found-accounts.tsx";
import { StartReconcile } from "./start-reconcile.tsx";

/** The last comparison of the target, with the buttons that begin another one. */
export function Reconciliation({ application }: { readonly application: ApplicationShape }) {
  const { t } = useTexts("reconcile");
  const { client } = useConsole();
  const { orgId: org, appId: app } = application;
  const query = useQuery({
    queryKey: keys.reconciliation(org, app),
    queryFn: ({ signal }) =>
      client.call(reconcileRoutes.showReconciliation, { params: { org, app }, signal }),
    refetchInterval: useRefresh(),
  });
  const { data } = query;
  return (
    <Panel
      heading={t("heading")}
      text={t("text")}
      actions={data === undefined ? undefined : <StartReconcile application={application} found={data} />}
    >
      <QueryView query={query}>
        {(found) =>
          found.at === null ? (
            <p className="soft">{t("never")}</p>
          ) : (
            <Found org={org} app={app} found={found} />
          )
        }
      </QueryView>
    </Panel>
  );
}

interface FoundProps {
  readonly org: string;
  readonly app: string;
  readonly found: ReconciliationShape;
}

function Found({ org, app, found }: FoundProps) {
  const { t } = useTexts("reconcile");
  const { number } = useFormat();
  const { at, planId, linked, drifted, missing, corrected, held, drift } = found;
  return (
    <>
      <dl className="fact-list">
        <div>
          <dt>{t("at")}</dt>
          <dd>
            {at !== null && <Time at={at} />}
            {planId !== null && (
              <>
                {" · "}
                <Link
                  to="/organizations/$org/applications/$app/plans/$plan"
                  params={{ org, app, plan: planId }}
                >
                  {t("plan")}
                </Link>
              </>
            )}
          </dd>
        </div>
        <div>
          <dt>{t("linked")}</dt>
          <dd>{number(linked)}</dd>
        </div>
        <div>
          <dt>{t("drifted")}</dt>
          <dd>{number(drifted)}</dd>
        </div>
        <div>
          <dt>{t("missing")}</dt>
          <dd>{number(missing)}</dd>
        </div>
      </dl>
      <AttributeSums attributes={found.attributes} />
      <LeftOut leftOut={found.leftOut} />
      {drift.length === 0 ? (
        <p className="soft">{t("same")}</p>
      ) : (
        <DriftList drift={drift} done={corrected ? "corrected" : held ? "held" : undefined} />
      )}
      <RefusalList refusals={found.refusals} />
      <OrphanList orphans={found.orphans} accounts={found.accounts} />
    </>
  );
}

/** How many accounts differ in each attribute, and how many show it in the target's own spelling. */
function AttributeSums({ attributes }: Pick<ReconciliationShape, "attributes">) {
  const { t } = useTexts("reconcile");
  const { number } = useFormat();
  if (attributes.length === 0) return null;
  return (
    <ul className="rows">
      {attributes.map(({ type, path, differing, spelt, compared }) => (
        <li key={`${type} ${path}`}>
          <code translate="no">{path}</code>{" "}
          {differing > 0 && t("attribute", { differing: number(differing), compared: number(compared) })}{" "}
          {spelt > 0 && (
            <span className="soft">{t("spelt", { spelt: number(spelt), compared: number(compared) })}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What the result does not say, because it is bounded. */
function LeftOut({ leftOut: { drift, accounts, refusals, unread } }: Pick<ReconciliationShape, "leftOut">) {
  const { t } = useTexts("reconcile");
  const { number } = useFormat();
  const unlisted = drift + accounts + refusals;
  if (unlisted + unread === 0) return null;
  return (
    <div className="note">
      {unlisted > 0 && (
        <p>
          {t("left-out", {
            drift: number(drift),
            refusals: number(refusals),
            accounts: number(accounts),
          })}
        </p>
      )}
      {unread > 0 && <p>{t("unread", { count: unread, shown: number(unread) })}</p>}
    </div>
  );
}
