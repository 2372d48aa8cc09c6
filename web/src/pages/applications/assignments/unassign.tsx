import Button from "@cloudscape-design/components/button";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";
import type { ApplicationShape } from "../../../../../src/contract/applications.ts";
import { type assignment, assignmentRoutes } from "../../../../../src/contract/assignments.ts";
import { removalRoutes } from "../../../../../src/contract/removals.ts";
import { keys } from "../../../api/keys.ts";
import { useFormat } from "../../../i18n/use-format.ts";
import { useTexts } from "../../../i18n/use-texts.ts";
import { useConsole } from "../../../shell/console-context.ts";
import { Confirm } from "../../../states/confirm.tsx";
import { ErrorState } from "../../../states/error-state.tsx";

interface UnassignProps {
  readonly application: ApplicationShape;
  readonly assignment: z.output<typeof assignment>;
}

/** Removes one assignment after a question that says how many users are linked. */
export function Unassign({ application, assignment }: UnassignProps) {
  const { t } = useTexts("assignments");
  const { number } = useFormat();
  const { client } = useConsole();
  const queries = useQueryClient();
  const [isAsked, setAsked] = useState(false);
  const { orgId: org, appId: app, name: appName, links } = application;
  const { subject, subjectType, role } = assignment;
  const name = subjectType === "all" ? t("everyone") : assignment.name;
  return (
    <>
      <Button variant="inline-link" ariaLabel={t("remove.of", { name })} onClick={() => setAsked(true)}>
        {t("remove")}
      </Button>
      {isAsked && (
        <Confirm
          heading={t("remove.heading", { name })}
          text={t("remove.text", { application: appName, count: links.users, shown: number(links.users) })}
          action={t("remove")}
          run={() =>
            client.call(assignmentRoutes.unassign, {
              params: { org, app, subject },
              query: role === null ? {} : { role },
            })
          }
          onDone={() => {
            void queries.invalidateQueries({ queryKey: keys.application(org, app) });
            setAsked(false);
          }}
          onCancel={() => setAsked(false)}
        >
          {subjectType === "group" && <Consequences application={application} assignment={assignment} />}
        </Confirm>
      )}
    </>
  );
}

/** How many users lose their account when the assignment of a group goes, and how many keep it through something else. */
function Consequences({ application, assignment }: UnassignProps) {
  const { t } = useTexts("assignments");
  const { number } = useFormat();
  const { client } = useConsole();
  const { orgId: org, appId: app } = application;
  const { subject, role } = assignment;
  const query = { find: subject, removed: "assignment" as const, ...(role === null ? {} : { role }) };
  const { data, error } = useQuery({
    queryKey: keys.removal(org, app, query),
    queryFn: ({ signal }) => client.call(removalRoutes.tryRemoval, { params: { org, app }, query, signal }),
  });
  if (error !== null) return <ErrorState of="action" error={error} />;
  if (data === undefined) return <p>{t("remove.counting")}</p>;
  const { lose, keep, loseRoles } = data;
  return (
    <ul>
      <li>{t("remove.lose", { count: lose, shown: number(lose) })}</li>
      <li>{t("remove.keep", { count: keep, shown: number(keep) })}</li>
      {loseRoles > 0 && <li>{t("remove.lose-roles", { count: loseRoles, shown: number(loseRoles) })}</li>}
    </ul>
  );
}
