import type { TableProps } from "@cloudscape-design/components/table";
import { Link, useSearch } from "@tanstack/react-router";
import { Fragment, useMemo } from "react";
import type { ErrorAnswerShape } from "../../../../src/contract/error-answers.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { Time } from "../../objects/time.tsx";
import { useOrganization } from "../../shell/console-context.ts";
import { ERROR_ANSWERS } from "./answer-search.ts";

/** The columns of answers with an error. Actor and code lead to the answers that have the same. */
export function useAnswerColumns(): readonly TableProps.ColumnDefinition<ErrorAnswerShape>[] {
  const { t } = useTexts("error-answers");
  const org = useOrganization();
  const address = useSearch({ from: ERROR_ANSWERS });
  return useMemo(() => {
    const only = (which: { actor?: string; code?: string }, name: string) => (
      <Link
        to={ERROR_ANSWERS}
        params={{ org }}
        search={{ ...address, after: undefined, ...which }}
        aria-label={t("only.of", { name })}
      >
        {t("only")}
      </Link>
    );
    return [
      { id: "at", header: t("column.at"), cell: ({ at }) => <Time at={at} /> },
      {
        id: "actor",
        header: t("column.actor"),
        cell: ({ actor, actorName, address: from }) => {
          const isAnonymous = actor === "anonymous";
          const name = isAnonymous ? t("anonymous") : (actorName ?? actor);
          return (
            <>
              {isAnonymous ? name : <span translate="no">{name}</span>}{" "}
              {from !== null && <code translate="no">{from}</code>} {only({ actor }, name)}
            </>
          );
        },
      },
      {
        id: "answer",
        header: t("column.answer"),
        isRowHeader: true,
        cell: ({ status, code }) => (
          <>
            {status}{" "}
            {code !== null && (
              <>
                <code translate="no">{code}</code> {only({ code }, code)}
              </>
            )}
          </>
        ),
      },
      {
        id: "request",
        header: t("column.request"),
        cell: ({ method, route }) =>
          method === "none" ? (
            t("not-http")
          ) : (
            <code className="answer-route" translate="no">
              {method} {route === "none" ? t("no-route") : <Route pattern={route} />}
            </code>
          ),
      },
      {
        id: "tracking",
        header: t("column.tracking"),
        cell: ({ trackingId }) => (
          <code className="answer-route" translate="no">
            {trackingId}
          </code>
        ),
      },
    ];
  }, [t, org, address]);
}

/** The pattern of a path, which may go on in a new line after each slash. */
function Route({ pattern }: { readonly pattern: string }) {
  const parts = pattern.split(/(?<=\/)/);
  return parts.map((part, at) => (
    <Fragment key={parts.slice(0, at + 1).join("")}>
      {part}
      <wbr />
    </Fragment>
  ));
}
