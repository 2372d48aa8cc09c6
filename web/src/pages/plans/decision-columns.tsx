import type { TableProps } from "@cloudscape-design/components/table";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { cycleCounts } from "../../../../src/contract/cycles.ts";
import type { DecisionShape, PlanShape } from "../../../../src/contract/plans.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ChangeList } from "../../objects/change-list.tsx";
import { ExchangesLink } from "../../objects/exchanges-link.tsx";
import { HoldAnswer } from "../../objects/hold-answer.tsx";
import { ObjectLink } from "../../objects/object-link.tsx";
import { ReasonList } from "../../objects/reason-list.tsx";

const OUTCOMES = cycleCounts.omit({ evaluated: true }).keyof().options;

const COLOURS = {
  create: "success",
  adopt: "success",
  update: "success",
  disable: "failure",
  delete: "failure",
  unchanged: "quiet",
  hold: "warm",
  skip: "quiet",
  pending: "warm",
} as const;

/** The columns of the decisions of a plan: results once it was applied, answers as long as it can hold something. */
export function useDecisionColumns({
  planId,
  appId,
  state,
  counts,
}: PlanShape): readonly TableProps.ColumnDefinition<DecisionShape>[] {
  const { t } = useTexts("plans");
  const hasHolds = counts.hold > 0;
  return useMemo(() => {
    const answer: TableProps.ColumnDefinition<DecisionShape> = {
      id: "answer",
      header: t("column.answer"),
      cell: ({ answerable, answer: given, objectId, name }) =>
        answerable && <HoldAnswer app={appId} plan={planId} objectId={objectId} name={name} given={given} />,
    };
    const outcome: TableProps.ColumnDefinition<DecisionShape> = {
      id: "outcome",
      header: t("column.outcome"),
      cell: ({ objectId, name, outcome: ending }) => (
        <>
          <Outcome outcome={ending} /> <ExchangesLink app={appId} of={{ object: objectId }} name={name} />
        </>
      ),
    };
    return [
      {
        id: "object",
        header: t("column.object"),
        isRowHeader: true,
        minWidth: 190,
        cell: ({ n, type, objectId, name }) => (
          <div className="breaks">
            <ObjectLink type={type} objectId={objectId} name={name} />{" "}
            <Link
              from="/organizations/$org/applications/$app/plans/$plan"
              to="."
              search={{ decision: n }}
              aria-label={t("only-of", { name })}
            >
              {t("only")}
            </Link>
          </div>
        ),
      },
      {
        id: "verb",
        header: t("column.verb"),
        cell: ({ verb }) => <span className={`badge badge-${COLOURS[verb]}`}>{t(`verb.${verb}`)}</span>,
      },
      {
        id: "reasons",
        header: t("column.reasons"),
        minWidth: 220,
        cell: ({ reasons }) => <ReasonList reasons={reasons} />,
      },
      {
        id: "changes",
        header: t("column.changes"),
        minWidth: 200,
        cell: (decision) => <Changes decision={decision} />,
      },
      ...(state === "planned" ? [] : [outcome]),
      ...(hasHolds ? [answer] : []),
    ];
  }, [t, appId, planId, state, hasHolds]);
}

function Changes({ decision }: { readonly decision: DecisionShape }) {
  const { t } = useTexts("plans");
  const { number } = useFormat();
  const { changes, membersAdded, membersRemoved } = decision;
  return (
    <>
      <ChangeList changes={changes} />
      {membersAdded > 0 && <p>{t("members.added", { shown: number(membersAdded) })}</p>}
      {membersRemoved > 0 && <p>{t("members.removed", { shown: number(membersRemoved) })}</p>}
    </>
  );
}

function Outcome({ outcome }: Pick<DecisionShape, "outcome">) {
  const { t } = useTexts("plans");
  const known = OUTCOMES.find((each) => each === outcome);
  return known === undefined ? <code>{outcome}</code> : t(`outcome.${known}`);
}
