import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { decision, type PlanShape, planRoutes } from "../../../../src/contract/plans.ts";
import { keys } from "../../api/keys.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ListTable } from "../../lists/list-table.tsx";
import { DEFAULT_SIZE } from "../../lists/use-list-address.ts";
import { PlanBadge } from "../../objects/plan-badge.tsx";
import { ReasonList } from "../../objects/reason-list.tsx";
import { Time } from "../../objects/time.tsx";
import { useApplication } from "../../objects/use-application.ts";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import { EmptyState } from "../../states/empty-state.tsx";
import { QueryView } from "../../states/query-view.tsx";
import { ApplyPlan } from "./apply-plan.tsx";
import { useDecisionColumns } from "./decision-columns.tsx";
import { NextStep } from "./next-step.tsx";
import "../../objects/provisioning.css";

/** How often the page asks again while the plan is being made or applied. */
const POLL_MS = 1_000;
const FROM = "/organizations/$org/applications/$app/plans/$plan";
const VERBS = decision.shape.verb.exclude(["unchanged"]).options;

/** One plan: what a cycle would do for each object, with the reasons, and the button that applies exactly this. */
export function PlanPage() {
  const { t } = useTexts("plans", "common");
  const { client } = useConsole();
  const may = useMay();
  const { org, app, plan } = useParams({ from: FROM });
  const application = useApplication(app);
  const query = useQuery({
    queryKey: keys.plan(org, app, plan),
    queryFn: ({ signal }) => client.call(planRoutes.getPlan, { params: { plan }, signal }),
    enabled: may("provisioning:read"),
    refetchInterval: ({ state: { data } }) =>
      data?.state === "building" || data?.state === "applying" ? POLL_MS : false,
  });
  const { data } = query;
  const name = application.data?.name ?? t("common:page.applications");
  return (
    <Page
      title={t("title")}
      parent={{ to: "/organizations/$org/applications/$app", app, text: name }}
      badge={data === undefined ? undefined : <PlanBadge state={data.state} />}
      actions={data === undefined ? undefined : <ApplyPlan plan={data} name={name} />}
      permission="provisioning:read"
    >
      <QueryView query={query}>{(found) => <Plan plan={found} />}</QueryView>
    </Page>
  );
}

function Plan({ plan }: { readonly plan: PlanShape }) {
  const { t } = useTexts("plans", "cycles");
  const { number } = useFormat();
  const { state, kind, createdAt, sending, hash, notes } = plan;
  return (
    <div className="provisioning-parts">
      <dl className="summary">
        <div>
          <dt>{t("cycles:kind")}</dt>
          <dd>{t(`cycles:kind.${kind}`)}</dd>
        </div>
        <div>
          <dt>{t("created")}</dt>
          <dd>
            <Time at={createdAt} />
          </dd>
        </div>
        {sending !== null && (
          <div>
            <dt>{t("sending")}</dt>
            <dd>{number(sending)}</dd>
          </div>
        )}
        {hash !== null && (
          <div>
            <dt>{t("hash")}</dt>
            <dd className="hash">
              <code>{hash}</code>
            </dd>
          </div>
        )}
      </dl>
      {notes.length > 0 && (
        <section className="panel">
          <h2>{t("notes")}</h2>
          <ReasonList reasons={notes} />
        </section>
      )}
      {state === "building" ? (
        <p role="status">{t("building")}</p>
      ) : (
        <>
          <NextStep plan={plan} />
          <Attributes plan={plan} />
          <Decisions plan={plan} />
        </>
      )}
    </div>
  );
}

function Attributes({ plan: { attributes } }: { readonly plan: PlanShape }) {
  const { t } = useTexts("plans");
  const { number } = useFormat();
  if (attributes.length === 0) return null;
  return (
    <section className="panel">
      <h2>{t("attributes")}</h2>
      <table className="facts">
        <thead>
          <tr>
            <th scope="col">{t("attribute")}</th>
            <th scope="col">{t("attribute.changed")}</th>
          </tr>
        </thead>
        <tbody>
          {attributes.map(({ type, path, changed, held, evaluated }) => (
            <tr key={`${type} ${path}`}>
              <th scope="row">
                <code>{path}</code> {t(`attribute.${type}`)}
              </th>
              <td>
                {t(held === 0 ? "attribute.of" : "attribute.of-held", {
                  changed: number(changed),
                  held: number(held),
                  evaluated: number(evaluated),
                })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Decisions({ plan }: { readonly plan: PlanShape }) {
  const { t } = useTexts("plans");
  const { client } = useConsole();
  const org = useOrganization();
  const address = useSearch({ from: FROM });
  const { after, verb, decision: n, size = DEFAULT_SIZE } = address;
  const { planId, appId, state } = plan;
  const asked = { after, verb, n, limit: size };
  const query = useQuery({
    queryKey: keys.decisions(org, appId, { plan: planId, state, ...asked }),
    queryFn: ({ signal }) =>
      client.call(planRoutes.listDecisions, { params: { plan: planId }, query: asked, signal }),
    placeholderData: keepPreviousData,
  });
  return (
    <section>
      <ListTable
        stacks
        query={query}
        address={address}
        label={t("table")}
        columns={useDecisionColumns(plan)}
        idOf={({ n }) => String(n)}
        isFiltered={verb !== undefined || n !== undefined}
        filters={<Verbs plan={plan} />}
        empty={<EmptyState heading={t("empty.heading")} text={t("empty.text")} />}
      />
    </section>
  );
}

/** How many decisions there are of each verb; each number leads to these decisions, as far as the plan lists them. */
function Verbs({ plan: { counts, listed } }: { readonly plan: PlanShape }) {
  const { t } = useTexts("plans");
  const { number } = useFormat();
  const { verb: here, decision: only, size } = useSearch({ from: FROM });
  const others = VERBS.filter((verb) => verb !== "skip").reduce((sum, verb) => sum + counts[verb], 0);
  // An object out of scope without an account is only counted.
  const shown = { ...counts, skip: Math.min(counts.skip, Math.max(0, listed - others)) };
  const onlyCounted = counts.skip - shown.skip;
  const choices = [
    ["all", listed] as const,
    ...VERBS.filter((verb) => shown[verb] > 0 || verb === here).map((verb) => [verb, shown[verb]] as const),
  ];
  return (
    <nav aria-label={t("filter")}>
      <ul className="verbs">
        {choices.map(([choice, count]) => {
          const verb = choice === "all" ? undefined : choice;
          const isHere = verb === here && only === undefined;
          return (
            <li key={choice}>
              <Link
                from={FROM}
                to="."
                search={{ verb, size }}
                className={isHere ? "verb verb-here" : "verb"}
                aria-current={isHere ? "true" : undefined}
              >
                {t(`verb.${choice}`)} {number(count)}
              </Link>
            </li>
          );
        })}
        {counts.unchanged > 0 && <li>{t("unchanged", { shown: number(counts.unchanged) })}</li>}
        {onlyCounted > 0 && <li>{t("skipped", { shown: number(onlyCounted) })}</li>}
      </ul>
    </nav>
  );
}
